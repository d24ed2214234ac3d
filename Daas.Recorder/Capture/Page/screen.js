// What a viewer of a screencast would miss: lists that the browser opens over the page, what is copied, the pointer's shape. Runs in an isolated world of every
// frame, before the page's own scripts; the page itself is not touched.

const tell = (what, more) => { try { globalThis.daasShows(JSON.stringify({ what, ...more })); } catch { /* the line is cut */ } };

// A caret that blinks would be two pictures a second of a page that rests.
try {
  const still = new CSSStyleSheet();
  still.replaceSync('*{caret-animation:manual!important}');
  document.adoptedStyleSheets.push(still);
} catch { /* an older browser */ }

const source = e => { const el = e.composedPath()[0]; return el?.nodeType === 1 ? el : el?.parentElement ?? null; };
const isList = el => el?.localName === 'select' && !el.multiple && el.size < 2 && !el.disabled;

// Where this frame begins in the window, as far as can be seen from here.
function origin() {
  let x = 0, y = 0;
  try {
    for (let at = window; at.frameElement; at = at.parent) {
      const box = at.frameElement.getBoundingClientRect();
      x += box.left + at.frameElement.clientLeft;
      y += box.top + at.frameElement.clientTop;
    }
  } catch { /* of another origin */ }
  return [x, y];
}

let list = null;
function open(el, point) {
  list = el;
  // What the page does when its list is pressed, such as filling it, comes first.
  setTimeout(() => {
    if (list !== el || !el.isConnected) return;
    const box = el.getBoundingClientRect(), [x, y] = origin();
    tell('select', {
      options: [...el.options].map(o => ({
        text: o.label || o.text, group: o.parentElement.localName === 'optgroup' ? o.parentElement.label : null,
        disabled: o.disabled || !!o.parentElement.disabled,
      })),
      chosen: el.selectedIndex, box: [box.left, box.top, box.width, box.height], origin: [x, y], point,
    });
  });
}

function choose(index) {
  const el = list;
  list = null;
  if (!el?.isConnected || index === null || index === el.selectedIndex || !el.options[index]) return;
  el.selectedIndex = index;
  el.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  el.dispatchEvent(new Event('change', { bubbles: true }));
}

const handlers = {
  mousedown(e) {
    const el = source(e)?.closest?.('select');
    if (e.button !== 0 || !isList(el)) return;
    e.preventDefault();
    el.focus();
    open(el, [e.clientX, e.clientY]);
  },
  keydown(e) {
    const el = source(e);
    if (!isList(el) || !(e.key === ' ' || e.key === 'F4' || (e.altKey && /^Arrow(Up|Down)$/.test(e.key)))) return;
    e.preventDefault();
    open(el, null);
  },
  copy: copied, cut: copied, mousemove: shape,
};
function handle(e) { if (e.isTrusted) handlers[e.type](e); }

// The same function again is no second listener.
function listen() {
  for (const type of Object.keys(handlers)) window.addEventListener(type, handle, { capture: true, passive: false });
}
listen();
// document.open() takes the listeners away and leaves the window.
let root = document.documentElement;
new MutationObserver(() => {
  if (document.documentElement === root) return;
  if (root) listen();
  root = document.documentElement;
}).observe(document, { childList: true });

function copied(e) {
  const el = source(e);
  let text = '';
  if (el?.localName === 'textarea' || (el?.localName === 'input' && el.type !== 'password' && el.selectionStart !== null && 'selectionStart' in el))
    text = el.value.slice(el.selectionStart, el.selectionEnd);
  else if (el?.localName !== 'input') text = String(getSelection());
  // The page may put something else there while the event is on its way.
  const data = e.clipboardData;
  window.addEventListener(e.type, () => { if (e.defaultPrevented) text = data?.getData('text/plain') ?? text; }, { once: true });
  setTimeout(() => { if (text) tell('copied', { text }); });
}

const WRITTEN = 'textarea,input:not([type=button],[type=submit],[type=reset],[type=image],[type=checkbox],[type=radio],[type=file],[type=range],[type=color])';
let shown = '';
function shape(e) {
  const el = source(e);
  if (!el) return;
  let now = getComputedStyle(el).cursor.replace(/^.*,\s*/, '');
  if (now === 'auto') now = el.matches(WRITTEN) ? 'text' : 'default';
  if (now === shown) return;
  shown = now;
  tell('cursor', { shape: now });
}
addEventListener('mouseout', e => { if (!e.relatedTarget) shown = ''; }, true);

// The browser tells the title of a page only as it was when the page came.
let title = null;
function named() {
  if (document.title === title) return;
  title = document.title;
  tell('title', { text: title });
}
if (window === top) {
  const follow = () => {
    named();
    if (document.head) new MutationObserver(named).observe(document.head, { subtree: true, childList: true, characterData: true });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', follow);
  else follow();
}

globalThis.daasScreen = { choose };
