import { expect, test } from 'vitest';
import protocol from '../../contract/protocol.schema.json';
import { deadlines } from './deadlines';

test('every kind of request has a deadline, and the contract knows each', () => {
  const request = protocol.$defs.ToWorker.oneOf.find((one) => 'kind' in one.properties)?.properties;
  const kinds = request && 'kind' in request ? (request.kind as { enum: string[] }).enum : [];
  expect([...kinds].sort()).toEqual(Object.keys(deadlines).sort());
});
