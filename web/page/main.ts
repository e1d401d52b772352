// The page. Says what it is at once, brings up laboratory and engine, joins them, and offers window.unseen.
import { samples } from 'virtual:unseen/samples';
import { isCheckpoint } from '../checkpoint/recognise';
import { isOnnxFile } from '../onnx/recognise';
import type { Card, Variant } from '../wire/card';
import { isRefusal, type Refusal, refuse } from '../wire/refusal';
import { BroughtModels } from './brought-models';
import { operations } from './chain';
import { editChain } from './chain-editor';
import { showModels } from './chooser';
import { diagnostics } from './diagnostics';
import { showAbout, showCard, showProof, showStudy } from './dialogs';
import { drawChange } from './difference';
import { find } from './dom';
import { save } from './exports';
import { hasFigure, showFigure } from './figure/dialog';
import { Films } from './films';
import { showFindings } from './findings/browser';
import { fitting } from './fit';
import { watchHistogram } from './histogram';
import { Input } from './input';
import { takeFiles } from './intake';
import { KeptModels } from './kept';
import { Links, permalink } from './links';
import { announcer, Mirror } from './mirror';
import { Models } from './models';
import { Painter } from './painter';
import { showPanels } from './panels';
import { PhotoDialog } from './photo';
import { Privacy } from './privacy';
import { SampleList } from './sample-list';
import { Session } from './session';
import { shelf } from './shelf';
import { drawGrey, place, Shell } from './shell';
import { Slots } from './slots';
import { models, Starter } from './start';
import { currentTheme, watchTheme } from './theme';
import { makeApi } from './unseen';
import { Variants } from './variants';

let session: Session | null = null;
let switching: Models | null = null;
let brought: BroughtModels | null = null;
const kept = new KeptModels(shelf);
let films: Films | null = null;
let variants: Variants | null = null;
let links: Links | null = null;
let slots: Slots | null = null;
let photo: PhotoDialog | null = null;
const dialog = find<HTMLDialogElement>('#dialog');
const announce = announcer(find('#announce'));

const shell = new Shell({
  showCard: (card) => showCard(dialog, card),
  showModels: () => chooseModel(),
  showAnyway: (on) => session?.lab.command({ kind: 'show-anyway', on }),
  dismiss: () => session?.lab.notice(null),
  slotsChanged: () => slots?.refresh(),
});
const privacy = new Privacy(() => shell.pill(privacy.network, privacy.isLoaded));

/** A refusal where the answer would have been; the film and its score stay. */
function tell(refusal: Refusal): void {
  if (session) {
    session.lab.notice(refusal);
  } else {
    shell.broken(refusal.message);
  }
}

async function start(): Promise<void> {
  if (typeof WebAssembly !== 'object') {
    throw refuse('no-wasm');
  }
  const starter = new Starter((progress) => shell.progress(progress));
  const draw = new URLSearchParams(location.search).get('canvas') !== 'off';
  const [lab, engine] = await Promise.all([
    starter.lab(draw),
    starter.engine({
      other: (message) => {
        if (message.type === 'self-test') {
          privacy.workerTested(message.passed);
        } else if (message.type === 'blocked') {
          privacy.block(message.directive, message.url);
        } else if (message.type === 'requested') {
          privacy.request(message.at);
        }
      },
      replaced: (why) => session?.lab.notice(refuse('engine-stuck', `(${why}.)`)),
    }),
  ]);
  if (isRefusal(lab)) {
    throw lab;
  }
  if (isRefusal(engine)) {
    throw engine;
  }
  const started = lab.start(engine.catalogue);
  if (isRefusal(started)) {
    throw started;
  }
  join(lab.lab, engine.bridge, started);
  // The model first: a film that opens begins the history, and the page's own choice is no step of the visitor's.
  const model = loadFirstModel().then(firstFilm, async (error: unknown) => {
    await firstFilm();
    throw error;
  });
  await Promise.all([model, privacy.verdict]);
  privacy.loaded();
}

/** The film the page opens on, and what a link in the address asks for. */
async function firstFilm(): Promise<void> {
  await films?.first();
  if (location.hash.length > 1) {
    await links?.open(location.hash.slice(1));
  }
}

function join(lab: Session['lab'], bridge: Session['bridge'], { gl, maxTexture }: { gl: boolean; maxTexture: number }): void {
  const canvas = find<HTMLCanvasElement>('#canvas');
  const film = find('[data-slot="film"]');
  const plain = find<HTMLCanvasElement>('#plain-film');
  // Where nothing is drawn, the mirror is the interface and the film a plain picture.
  let drawing = gl;
  const drawn = (on: boolean) => {
    drawing = on;
    plain.hidden = on || !lab.state?.image;
    document.documentElement.dataset.canvas = on ? 'on' : 'off';
    slots?.refresh();
  };
  const side = gl ? Math.min(maxTexture, 4096) : 2048;
  const up = new Session(lab, bridge, models, side, (grey, look) => {
    if (!drawing) {
      plain.hidden = false;
      if (look === 'difference') {
        drawChange(plain, grey.width, grey.height, grey.data);
      } else {
        drawGrey(plain, grey.width, grey.height, (i) => grey.data[i] ?? 0);
      }
    }
  });
  session = up;
  const telling = { refuse: tell, announce, slotsChanged: () => slots?.refresh(), progress: shell.progress.bind(shell) };
  switching = new Models(up, shipped, kept, find('#switched'), telling);
  brought = new BroughtModels(up, switching, kept, find<HTMLDialogElement>('#wizard'), telling);
  films = new Films(up, switching, telling);
  variants = new Variants(find('#variant'), operations, {
    use: (variant) => void switching?.useVariant(variant),
    slotsChanged: telling.slotsChanged,
  });
  links = new Links(up, telling);
  find('#open-phantom').hidden = !films.simulates;
  photo = new PhotoDialog(find<HTMLDialogElement>('#photo'), up, telling);
  showPanels(up, { films, models: switching, ...telling });
  slots = new Slots(lab, canvas);
  const mirror = new Mirror(lab, announce, () => slots?.refresh());
  new Painter(
    lab,
    canvas,
    film,
    gl,
    (widget) => mirror.hover(widget),
    (on) => {
      drawn(on);
      up.redraw();
    },
  );
  drawn(gl);
  const input = new Input(lab, canvas, (point) => up.pointer.want(point));
  const attached = new WeakSet<HTMLElement>();
  const attach = () => {
    for (const slot of document.querySelectorAll<HTMLElement>('[data-slot]')) {
      if (!attached.has(slot)) {
        attached.add(slot);
        input.attach(slot);
      }
    }
  };
  lab.on('state', () => {
    if (lab.state) {
      if (!drawing) {
        place(plain, lab.state.view);
      }
      shell.follow(up, lab.state);
      variants?.follow(up);
      attach();
    }
  });
  attach();
  editChain(lab, telling);
  watchHistogram(lab, bridge);
  lab.ask({ kind: 'state' });
  mirror.patch();
}

const shippedCards = models.map(({ text }) => JSON.parse(text) as Card);
const shipped = shippedCards.map(({ id }) => id);

/** The model of the film the page opens on; without one the page opens films and says that it cannot score them. */
async function loadFirstModel(): Promise<void> {
  const id = fitting(samples[0]?.phantom ?? null, shipped) ?? shipped[0];
  if (!session || !id) {
    shell.broken('No model ships with this copy of the page. Images can be opened, but not scored.');
    return;
  }
  const card = await session.loadModel(id, (done, total) => shell.progress({ what: `the model ${id}`, done, total }));
  shell.progress(null);
  if (isRefusal(card)) {
    throw card;
  }
}

/** A refusal that can be thrown, with a message and a stack for whoever waits for `ready`. */
const thrown = (error: unknown): never => {
  throw isRefusal(error) ? Object.assign(new Error(error.message), error) : error;
};
const ready = start().catch(thrown);
ready.catch((error: unknown) => tell(isRefusal(error) ? error : refuse('runtime-failed', `starting (${String(error)})`)));

window.unseen = makeApi({
  ready,
  privacy,
  session: () => session,
  operations: () => [...operations],
  shippedCards: () => shippedCards,
});

/** Nothing is opened before the page has tested its own rules. */
async function up(): Promise<void> {
  await privacy.verdict;
  await ready.catch(() => undefined);
}

takeFiles(
  {
    async taken(files) {
      const [only] = files;
      const takes =
        files.length !== 1 || !only
          ? () => brought?.pair(files) ?? false
          : (await isCheckpoint(only))
            ? () => switching?.bring(only)
            : (await isOnnxFile(only))
              ? () => brought?.bring(only, null)
              : null;
      if (!takes) {
        return false;
      }
      await up();
      return (await takes()) !== false;
    },
    async open(file) {
      await up();
      await films?.file(file);
    },
    async openSlices(slices) {
      await up();
      await films?.slices(slices);
    },
    async survey(heads) {
      await up();
      return session ? session.bridge.call('survey', { heads }) : refuse('engine-died', 'it is not up yet');
    },
    refuse: tell,
  },
  {
    picker: find<HTMLInputElement>('#picker'),
    folderPicker: find<HTMLInputElement>('#folder-picker'),
    pick: find('#pick'),
    pickFolder: find('#pick-folder'),
    chooser: find<HTMLDialogElement>('#chooser'),
  },
);

const sampleList = new SampleList(find<HTMLDialogElement>('#samples'), (id) => void films?.sample(id));
find('#open-samples').hidden = samples.length === 0;

function chooseModel(): void {
  showModels(dialog, {
    cards: window.unseen.models(),
    current: session?.lab.state?.model ?? null,
    use: (id) => void switching?.choose(id),
    useVariant,
    own: brought?.section(dialog) ?? null,
  });
}

/** Scores with a retrained network, on films filtered as its own were. */
function useVariant(card: Card, variant: Variant): void {
  void switching?.choose(card.id, variant.id).then(() => {
    session?.lab.command({ kind: 'set-chain', chain: variant.chain });
  });
}

const openFigure = () => void showFigure(find<HTMLDialogElement>('#figure'), shippedCards, operations, { use: useVariant });
for (const id of ['#figure-link', '#chain-figure']) {
  find(id).hidden = !hasFigure(shippedCards, operations);
}

const theme = watchTheme(
  () => session?.lab ?? null,
  () => {
    find('#toggle-theme').textContent = currentTheme() === 'dark' ? 'Light' : 'Dark';
  },
);

const copied = (what: string) => announce(`${what} copied.`);
const copy = (text: string, what: string) =>
  void navigator.clipboard?.writeText(text).then(
    () => copied(what),
    () => announce(`${what} could not be copied.`),
  );
const copyLink = () => {
  const { url, leftOut } = permalink(session?.lab);
  copy(url, leftOut.length ? `Link (without ${leftOut.join(' and ')}, which did not fit)` : 'Link');
};
addEventListener('hashchange', () => void ready.then(() => links?.open(location.hash.slice(1))).catch(() => undefined));
const saved = { json: 'unseen-result.json', csv: 'unseen-result.csv', png: 'unseen-result.png', receipt: 'unseen-receipt.json' };
const download = async (format: keyof typeof saved) => {
  const blob = await window.unseen.exportResult(format as 'png');
  if (isRefusal(blob)) {
    tell(blob);
  } else {
    save(blob, saved[format]);
  }
};
const clicks: Record<string, () => void> = {
  'toggle-theme': () => theme.toggle(),
  'open-models': chooseModel,
  'open-samples': () => sampleList.show(),
  'open-phantom': () => void films?.simulate(),
  'open-photo': () => void photo?.open(),
  'open-about': () => showAbout(dialog),
  'open-study': () => showStudy(dialog),
  'open-figure': openFigure,
  'open-chain-figure': openFigure,
  'open-findings': () => void showFindings(find<HTMLDialogElement>('#findings')),
  'open-proof': () =>
    showProof(
      dialog,
      privacy.network,
      'Zero bytes of any image, score or name. This page has no part that sends anything: each request it makes asks for a file of this site and carries nothing.',
    ),
  undo: () => window.unseen.undo(),
  redo: () => window.unseen.redo(),
  reset: () => window.unseen.reset(),
  'copy-link': copyLink,
  'copy-diagnostics': () => copy(diagnostics(session, privacy), 'Diagnostics'),
  'save-json': () => void download('json'),
  'save-csv': () => void download('csv'),
  'save-png': () => void download('png'),
  'save-receipt': () => void download('receipt'),
};
for (const [id, click] of Object.entries(clicks)) {
  find(`#${id}`).addEventListener('click', click);
}
