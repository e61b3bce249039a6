// What the engine works out lands in objects that it gets from here. Each knows which views have read it, and has them drawn anew,
// once, when the engine has finished.

let reading = null; // the view that is being drawn
const changed = new Set();

export const draw = (view) => {
  const before = reading;
  reading = view;
  try {
    view.draw();
  } finally {
    reading = before;
  }
};

const flush = () => {
  const views = [...changed];
  changed.clear();
  for (const view of views) {
    try {
      if (!view.gone) draw(view);
    } catch (fault) {
      reportError(fault); // one question that cannot be drawn does not keep the others from it
    }
  }
};

export const redraw = (view) => {
  if (!changed.size) queueMicrotask(flush);
  changed.add(view);
};

export const watched = (object) => {
  let views = null; // who reads it: most objects nobody
  return new Proxy(object, {
    get(target, key) {
      if (reading) (views ??= new Set()).add(reading);
      return target[key];
    },
    set(target, key, value) {
      if (Object.is(target[key], value)) return true;
      target[key] = value;
      for (const view of views ?? []) redraw(view);
      return true;
    },
  });
};
