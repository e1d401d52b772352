// Where kept models lie: the browser's private file system for this site, or its database where there is none. A shelf knows names
// and parts of them, nothing of models. Everything may throw, as browsers do in private windows.

export type PartName = 'record' | 'weights';

export interface Shelf {
  names(): Promise<string[]>;
  /** Null where there is no such part. What it gives is read from the disk when it is wanted. */
  read(name: string, part: PartName): Promise<Blob | null>;
  write(name: string, part: PartName, content: Blob): Promise<void>;
  remove(name: string): Promise<void>;
}

const folderName = 'kept-models';
const databaseName = 'kept-models';

class Files implements Shelf {
  /** The folder is made only when something is kept. */
  async #folder(create: boolean): Promise<FileSystemDirectoryHandle | null> {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(folderName, { create }).catch((error: unknown) => missing(error, create));
  }

  async names(): Promise<string[]> {
    const found: string[] = [];
    const folder = (await this.#folder(false)) as (FileSystemDirectoryHandle & { keys(): AsyncIterable<string> }) | null;
    for await (const name of folder?.keys() ?? []) {
      found.push(name);
    }
    return found;
  }

  async read(name: string, part: PartName): Promise<Blob | null> {
    try {
      const folder = await (await this.#folder(false))?.getDirectoryHandle(name);
      return (await (await folder?.getFileHandle(part))?.getFile()) ?? null;
    } catch (error) {
      return missing(error, false);
    }
  }

  async write(name: string, part: PartName, content: Blob): Promise<void> {
    const folder = await (await this.#folder(true))?.getDirectoryHandle(name, { create: true });
    const file = await folder?.getFileHandle(part, { create: true });
    const stream = await file?.createWritable();
    try {
      await stream?.write(content);
    } finally {
      await stream?.close();
    }
  }

  async remove(name: string): Promise<void> {
    const folder = await this.#folder(false);
    await folder?.removeEntry(name, { recursive: true }).catch((error: unknown) => missing(error, false));
  }
}

/** What is not there is no failure, unless it was to be made. */
function missing(error: unknown, create: boolean): null {
  if (!create && error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError')) {
    return null;
  }
  throw error;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

class Database implements Shelf {
  /** Null where nothing was ever kept: looking makes no database. */
  async #open(create: boolean): Promise<IDBDatabase | null> {
    if (!create && !(await indexedDB.databases()).some(({ name }) => name === databaseName)) {
      return null;
    }
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('parts');
    return done(request);
  }

  async #with<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
    const database = await this.#open(mode === 'readwrite');
    if (!database) {
      return null;
    }
    try {
      const transaction = database.transaction('parts', mode);
      const finished = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      const [answer] = await Promise.all([done(use(transaction.objectStore('parts'))), finished]);
      return answer;
    } finally {
      database.close();
    }
  }

  async names(): Promise<string[]> {
    const keys = (await this.#with('readonly', (store) => store.getAllKeys())) ?? [];
    return [...new Set(keys.map((key) => String((key as string[])[0])))];
  }

  async read(name: string, part: PartName): Promise<Blob | null> {
    const found = await this.#with('readonly', (store) => store.get([name, part]));
    return found instanceof Blob ? found : null;
  }

  async write(name: string, part: PartName, content: Blob): Promise<void> {
    await this.#with('readwrite', (store) => store.put(content, [name, part]));
  }

  async remove(name: string): Promise<void> {
    for (const part of ['record', 'weights'] as const) {
      await this.#with('readwrite', (store) => store.delete([name, part]));
    }
  }
}

/** The shelf that this browser has: files, where they can be written from a page; else the database. */
export async function shelf(): Promise<Shelf> {
  const writable = typeof FileSystemFileHandle === 'function' && 'createWritable' in FileSystemFileHandle.prototype;
  const files =
    writable &&
    (await navigator.storage?.getDirectory?.().then(
      () => true,
      () => false,
    ));
  return files ? new Files() : new Database();
}
