// What the window shows at this moment, as HTML: live values as attributes, what is not shown marked, passwords left out.
// The page itself is not touched: marks and values go to a copy.

const MOST_ELEMENTS = 300000;

// What a recording adds to a view, all optional: the element acted upon and the attribute that names it, what else is secret, what is not the page's.
const NOTES = { target: null, attribute: '', id: '', secret: () => false, foreign: '' };

function viewOf(entry, mark, notes = NOTES) {
  return printOf(entry, copyOf(entry, mark, notes));
}

function printOf({ doc, frame }, copy) {
  const url = /^(about|javascript|data):/.test(doc.URL) ? doc.baseURI : doc.URL;
  const name = frame ? frame.name || frame.id || '' : '';
  return { url, name, html: copy ? (doc.compatMode === 'CSS1Compat' ? '<!DOCTYPE html>' : '') + copy.outerHTML : '' };
}

// The live value of a control, told by its copy.
function tellValue(el, its, secret) {
  switch (el.tagName) {
    case 'INPUT':
      if (el.type === 'password' || secret(el)) its.removeAttribute('value');
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
}

function copyOf({ doc, hidden }, mark, notes = NOTES) {
  const root = doc.documentElement;
  // A document that has only begun to come, or that its own script emptied.
  if (!root) return null;
  const copy = root.cloneNode(true);
  if (notes.target?.ownerDocument === doc && notes.target.isConnected) twinOf(copy, notes.target)?.setAttribute(notes.attribute, notes.id);
  if (hidden) copy.setAttribute(mark, '');
  const body = doc.body;
  if (body && body.tagName === 'BODY' && !hidden) {
    const live = doc.createTreeWalker(root, 1), twin = doc.createTreeWalker(copy, 1);
    let el = live.currentNode, its = twin.currentNode;
    while (el) {
      let skip = UNREAD.has(el.tagName);
      tellValue(el, its, notes.secret);
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
  if (notes.foreign) for (const el of copy.querySelectorAll(notes.foreign)) el.remove();
  return copy;
}

// The copy of an element: the same way down from the root.
function twinOf(copy, el) {
  const way = [];
  for (let at = el; at.parentElement; at = at.parentElement) way.unshift([...at.parentElement.children].indexOf(at));
  return way.reduce((its, index) => its?.children[index], copy);
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
