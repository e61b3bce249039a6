// What was typed and not sent stays in this browser until the node has it: sealed with a key that the node gives to the same person only
// (AES-256-GCM). Without the key nobody reads more of it than that something is there, how large, and since when.

const NAME = "lakay-forms";
const done = (ask) =>
  new Promise((resolve, reject) => {
    ask.onsuccess = () => resolve(ask.result);
    ask.onerror = () => reject(ask.error);
  });

const opened = () => {
  const ask = indexedDB.open(NAME, 1);
  ask.onupgradeneeded = () => {
    ask.result.createObjectStore("drafts", { keyPath: "id" });
    ask.result.createObjectStore("files", { keyPath: ["draft", "name"] });
  };
  return done(ask);
};

const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

const sealer = (key) => ({
  seal: async (what, content) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode(what);
    return { iv, body: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, content) };
  },
  open: (what, { iv, body }) =>
    crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(what) }, key, body),
});

// The drawer of one person on this browser, or null where the browser can keep nothing sealed (no HTTPS, no room, a private window).
export const drawer = async ({ owner, key }) => {
  try {
    if (!crypto.subtle) return null;
    const imported = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]);
    return make(await opened(), owner, sealer(imported));
  } catch {
    return null;
  }
};

const make = (base, owner, { seal, open }) => {
  const store = (name, mode = "readonly") => base.transaction(name, mode).objectStore(name);
  const kept = new Map(); // name of a file -> the file that was sealed under it

  const readOne = async (row) => {
    const said = JSON.parse(new TextDecoder().decode(await open(row.id, row)));
    return { ...said, id: row.id, at: row.at };
  };

  const keepFiles = async (id, files) => {
    for (const file of files) {
      if (kept.get(file.name) === file.size) continue;
      const closed = await seal(`${id}/${file.name}`, await file.arrayBuffer());
      await done(store("files", "readwrite").put({ draft: id, name: file.name, type: file.type, ...closed }));
      kept.set(file.name, file.size);
    }
  };

  const drop = (id) => {
    const turn = base.transaction(["drafts", "files"], "readwrite");
    turn.objectStore("drafts").delete(id);
    turn.objectStore("files").delete(IDBKeyRange.bound([id], [id, []]));
    return new Promise((resolve, reject) => {
      turn.oncomplete = resolve;
      turn.onabort = () => reject(turn.error);
    });
  };

  return {
    // Keeps what is filled in: {form, version, title, about, xml} and the files.
    keep: async (id, content, files) => {
      const at = Date.now();
      await keepFiles(id, files);
      const closed = await seal(id, new TextEncoder().encode(JSON.stringify({ ...content, files: files.map((file) => file.name) })));
      await done(store("drafts", "readwrite").put({ id, owner, at, ...closed }));
      return at;
    },
    // What this person has here, the newest first. What their key does not open any more is left where it is.
    list: async () => {
      const rows = (await done(store("drafts").getAll())).filter((row) => row.owner === owner);
      const read = await Promise.all(rows.map((row) => readOne(row).catch(() => null)));
      return read.filter(Boolean).sort((one, other) => other.at - one.at);
    },
    files: async ({ id, files }) => {
      const rows = (await done(store("files").getAll(IDBKeyRange.bound([id], [id, []])))).filter((row) => files.includes(row.name));
      for (const row of rows) kept.set(row.name, row.body.byteLength - 16);
      return Promise.all(rows.map(async (row) => new File([await open(`${id}/${row.name}`, row)], row.name, { type: row.type })));
    },
    drop,
  };
};

// Which draft this window is at: a page that is loaded anew goes on with it.
const HERE = "lakay-filling";
export const at = () => sessionStorage.getItem(HERE) ?? "";
export const goTo = (id) => (id ? sessionStorage.setItem(HERE, id) : sessionStorage.removeItem(HERE));
