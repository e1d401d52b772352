// Limits are promises for a machine that is not busy with others; where it is, they stretch by how busy it is.
import { cpus, loadavg } from 'node:os';

export const stretched = (milliseconds: number): number =>
  milliseconds * Math.max(1, ((loadavg()[0] ?? 0) / cpus().length) * 1.5);
