// The published figures, fetched from this site when first asked for, and kept.
import { assets } from 'virtual:unseen/inputs';
import { isRefusal, type Refusal, refuse } from '../../wire/refusal';
import { download } from '../download';
import { type Finding, readFindings } from './read';

let held: readonly Finding[] | null = null;
let coming: Promise<readonly Finding[] | Refusal> | null = null;

async function fetchAll(): Promise<readonly Finding[] | Refusal> {
  const bytes = await download({ what: 'list of published figures', ...assets.findings });
  if (isRefusal(bytes)) {
    return bytes.code === 'host-wrong-bytes'
      ? refuse('findings-damaged', 'its bytes are not those this page was built with')
      : bytes;
  }
  return readFindings(new TextDecoder().decode(bytes));
}

/**
 * All rows of assets/findings/findings.json. A refusal is not kept: the next call asks the host again.
 * Refusals: `findings-damaged`, `host-unreachable`, `host-answered-status`, `host-answered-page`.
 */
export async function loadFindings(): Promise<readonly Finding[] | Refusal> {
  if (held) {
    return held;
  }
  coming ??= fetchAll();
  const rows = await coming;
  coming = null;
  if (!isRefusal(rows)) {
    held = rows;
  }
  return rows;
}
