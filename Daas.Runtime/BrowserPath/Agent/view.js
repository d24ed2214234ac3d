// What the window shows at this moment, as HTML: live values as attributes, what is not shown marked, passwords left out.
// The page itself is not touched: marks and values go to a copy.

const MOST_ELEMENTS = 300000;

function viewOf({ doc, frame, hidden }, mark) {
  const url = /^(about|javascript|data):/.test(doc.URL) ? doc.baseURI : doc.URL;
  const name = frame ? frame.name || frame.id || '' : '';
  const root = doc.documentElement;
  // A document that has only begun to come, or that its own script emptied.
  if (!root) return { url, name, html: '' };
  const copy = root.cloneNode(true);
  if (hidden) copy.setAttribute(mark, '');
  const body = doc.body;
  if (body && body.tagName === 'BODY' && !hidden) {
    const live = doc.createTreeWalker(root, 1), twin = doc.createTreeWalker(copy, 1);
    let el = live.currentNode, its = twin.currentNode;
    while (el) {
      let skip = UNREAD.has(el.tagName);
      switch (el.tagName) {
        case 'INPUT':
          if (el.type === 'password') its.removeAttribute('value');
          else if (el.type === 'checkbox' || el.type === 'radio') its.toggleAttribute('checked', el.checked);
          else if (el.type !== 'file') its.setAttribute('value', el.value);
          break;
        case 'TEXTAREA':
          its.textContent = el.value;
          break;
        case 'SELECT': {
          const options = el.options, twins = its.options;
          for (let i = 0; i < options.length; i++) twins[i].toggleAttribute('selected', options[i].selected);
          break;
        }
      }
      if (el !== root && el.tagName !== 'SCRIPT' && el.tagName !== 'HEAD' && !el.checkVisibility({ visibilityProperty: true })) {
        const display = getComputedStyle(el).display;
        if (display !== 'contents') its.setAttribute(mark, '');
        if (display === 'none' && !skip) skip = !el.querySelector('input,textarea,select');
      }
      if (skip) {
        el = live.nextSibling() ?? up(live);
        its = twin.nextSibling() ?? up(twin);
      } else {
        el = live.nextNode();
        its = twin.nextNode();
      }
    }
  }
  return { url, name, html: (doc.compatMode === 'CSS1Compat' ? '<!DOCTYPE html>' : '') + copy.outerHTML };
}

function up(walker) {
  while (walker.parentNode()) {
    const next = walker.nextSibling();
    if (next) return next;
  }
  return null;
}

function view({ mark, most, since }) {
  const docs = documents(true);
  const elements = docs.reduce((sum, { doc }) => sum + doc.getElementsByTagName('*').length, 0);
  if (elements > MOST_ELEMENTS) return { over: `${elements} elements` };
  const frames = docs.map(entry => viewOf(entry, mark));
  const size = frames.reduce((sum, frame) => sum + frame.html.length, 0);
  if (size > most) return { over: `${size} characters` };
  const answer = { url: document.URL, title: document.title, ready: document.readyState, opaque: docs.opaque };
  const stamp = `${size} ${frames.reduce((hash, frame) => stampOf(frame.html, hash), 7)}`;
  return since === stamp ? { ...answer, stamp, same: true } : { ...answer, stamp, frames };
}

function stampOf(text, hash) {
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

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
