// What the browser path calls in a page.

function hidePasswords(hide) {
  for (const { doc } of documents(true))
    for (const el of doc.querySelectorAll('input[type=password]')) el.style.setProperty('-webkit-text-fill-color', hide ? 'transparent' : '', 'important');
  return {};
}

async function tick() {
  await rest();
  await rest();
  return { ready: document.readyState, frames: documents(true).every(({ doc }) => doc.readyState !== 'loading') };
}

// The way from the top window to the document in which a way is found, as indices of window.frames.
function frameOf({ way }) {
  for (const entry of documents(true)) {
    if (!hitsOf(way, 'any', [entry]).length) continue;
    const path = [];
    for (let at = entry; at.parent; at = at.parent) path.unshift([...at.parent.doc.querySelectorAll('iframe,frame')].indexOf(at.frame));
    return { path, url: entry.doc.URL };
  }
  return { path: null };
}

globalThis.daas = { act, onHeld, pick, view, tick, hidePasswords, frameOf };
