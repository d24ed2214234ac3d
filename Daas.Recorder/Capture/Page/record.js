// Tells what a person, or a script acting as one, does in this frame. Runs in an isolated world of every frame, before the page's own scripts;
// words.js and view.js are joined before it. The page itself is not touched.

const ATTRIBUTE = 'data-daas-mark', HIDDEN = 'data-daas-hidden', BAR = 'daas-bar';
const SECRET_NAME = /passw|pwd|passwd|mima|密码|口令/i;
const ACTIVE = 'a,area,button,input,select,textarea,label,summary,option,[onclick],[role=button],[role=link],[role=menuitem],[role=tab],[role=option],'
  + '[role=treeitem],[role=checkbox],[role=radio],[role=switch],[role=gridcell],[contenteditable=""],[contenteditable=true]';

const tell = (kind, more) => { try { globalThis.daasTells(JSON.stringify({ kind, at: Date.now(), ...more })); } catch { /* the line is cut */ } };

// The highest document that can be seen into from here.
function reach() {
  let at = window;
  try { while (at.parent !== at && at.parent.document) at = at.parent; } catch { /* of another origin */ }
  return at.document;
}

const secrets = new WeakSet();
function isSecret(el) {
  if (el.tagName !== 'INPUT') return false;
  if (el.type === 'password') secrets.add(el);
  else if (!secrets.has(el) && isText(el)
    && (SECRET_NAME.test(el.name) || SECRET_NAME.test(el.id) || /password/.test(el.autocomplete) || getComputedStyle(el).webkitTextSecurity !== 'none')) secrets.add(el);
  return secrets.has(el);
}

let stirred = false, marks = 0;
const session = Math.random().toString(36).slice(2, 8);

// The page at rest, as copies: while nothing changes, what an action is told with costs no more than its values and a mark.
let rest = null, builds = 0, due = false;
const notes = { target: null, attribute: ATTRIBUTE, id: '', secret: isSecret, foreign: BAR };
const watch = new MutationObserver(forget);
function forget() {
  rest = null;
  watch.disconnect();
}
function keep() {
  const docs = documents(true, reach());
  watch.disconnect();
  rest = { docs, copies: docs.map(entry => copyOf(entry, HIDDEN, notes)) };
  for (const { doc } of docs) watch.observe(doc, { subtree: true, childList: true, characterData: true, attributes: true });
}

// Whether the copies still hold: a style that only depends on the pointer is seen by what it hides.
function rests(target) {
  if (rest && watch.takeRecords().length) forget();
  if (!rest) return false;
  const docs = documents(true, reach());
  if (docs.length !== rest.docs.length || docs.some((d, i) => d.doc !== rest.docs[i].doc || d.hidden !== rest.docs[i].hidden)) return false;
  for (let its = target && twin(target); its; its = its.parentElement) if (its.hasAttribute(HIDDEN)) return false;
  docs.forEach(({ doc, hidden }, i) => {
    if (hidden || doc.body?.tagName !== 'BODY') return;
    const copies = rest.copies[i].querySelectorAll('input,textarea,select');
    doc.querySelectorAll('input,textarea,select').forEach((el, at) => copies[at] && tellValue(el, copies[at], isSecret));
  });
  return true;
}
function twin(el) {
  const at = el.isConnected ? rest.docs.findIndex(({ doc }) => doc === el.ownerDocument) : -1;
  return at < 0 ? null : twinOf(rest.copies[at], el);
}

// While the pointer is on its way.
function prepare() {
  if (rest || due || builds > 50) return;
  due = true;
  setTimeout(() => requestIdleCallback(() => {
    due = false;
    builds++;
    if (!rest) try { keep(); } catch { /* the page is going */ }
  }), 100);
}

function shot(target, id) {
  if (!rests(target)) keep();
  const { docs, copies } = rest, top = docs[0].doc, marked = target && twin(target);
  marked?.setAttribute(ATTRIBUTE, id);
  try {
    return {
      url: top.URL, title: top.title, opaque: docs.opaque, top: top.defaultView.parent === top.defaultView,
      frame: Math.max(0, docs.findIndex(({ doc }) => doc === document)),
      frames: docs.map((entry, i) => printOf(entry, copies[i])),
    };
  } finally {
    marked?.removeAttribute(ATTRIBUTE);
  }
}

const ids = new WeakMap();
const idOf = el => ids.get(el) ?? (ids.set(el, `${session}-${++marks}`), ids.get(el));

function xpathOf(el) {
  let path = '';
  for (let at = el; at && at.nodeType === 1; at = at.parentElement) {
    let place = 1;
    for (let twin = at.previousElementSibling; twin; twin = twin.previousElementSibling) if (twin.localName === at.localName) place++;
    path = `/${at.namespaceURI === 'http://www.w3.org/1999/xhtml' ? at.localName : `*[name()='${at.localName}']`}[${place}]${path}`;
  }
  return path;
}

function markOf(el) {
  const attributes = {};
  for (const { name, value } of el.attributes) if (name !== 'value' || !isSecret(el)) attributes[name] = value.slice(0, 500);
  const box = el.getBoundingClientRect();
  const words = el.tagName === 'INPUT' ? (NO_FIELD.has(el.type) ? el.value || el.alt : '') : textOf(el);
  return {
    id: idOf(el), tag: el.localName, attributes, text: words.replace(/\s+/g, ' ').trim().slice(0, 200), xpath: xpathOf(el),
    box: [box.left, box.top, box.width, box.height],
  };
}

// Pages seen before an action, by the element that it was done to.
let seen = new WeakMap(), lastShot = 0;
function look(el) {
  if (!seen.has(el)) seen.set(el, shot(el, idOf(el)));
  lastShot = Date.now();
  return seen.get(el);
}

function act(kind, el, more) {
  flush();
  const page = el ? look(el) : shot(null, '');
  seen = new WeakMap();
  if (kind !== 'hover') moved = false;
  forget();
  tell(kind, { mark: el ? markOf(el) : null, page, ...more });
}

// Events that the page itself raises while another is handled are consequences, not acts.
let raised = [];
function nested(e) {
  raised = raised.filter(other => other !== e && other.eventPhase !== 0);
  const inside = !e.isTrusted && raised.length > 0;
  // An event of the window itself keeps its phase when it is over.
  if (e.type !== 'beforeunload' && e.type !== 'pagehide') raised.push(e);
  return inside;
}

// Typing, told once when it ends.
let typing = null;
const told = new WeakMap();
const valueOf = el => el.isContentEditable ? el.innerText : el.value;

function type(el) {
  if (typing?.el !== el) {
    flush();
    typing = { el, page: look(el), began: Date.now() };
  }
  if (isSecret(el)) tell('secret', { field: idOf(el), value: el.value, name: el.name });
}

function flush() {
  if (!typing) return;
  const { el, page, began } = typing;
  typing = null;
  const value = valueOf(el), secret = isSecret(el);
  if (secret) tell('secret', { field: idOf(el), value, name: el.name });
  told.set(el, value);
  seen.delete(el);
  tell('fill', { mark: markOf(el), page, began, secret, text: secret ? null : value, user: secret ? userOf(el) : undefined, isUser: !secret && isUser(el) });
}

// The name typed beside a password: the last text box before it, in its form or else in the document.
function userField(password) {
  const all = [...(password.form ?? document).querySelectorAll('input')].filter(el => el === password || (isText(el) && !isSecret(el) && shown(el)));
  return all[all.indexOf(password) - 1] ?? null;
}
function userOf(password) {
  if ([...(password.form ?? document).querySelectorAll('input')].filter(el => isSecret(el) && shown(el)).length > 1) return null;
  const field = userField(password);
  return field ? { value: field.value, id: idOf(field) } : {};
}
function isUser(el) {
  if (el.tagName !== 'INPUT') return false;
  const passwords = [...(el.form ?? document).querySelectorAll('input')].filter(other => other !== el && isSecret(other) && shown(other));
  return passwords.length === 1 && userField(passwords[0]) === el;
}

// A password put there without an event.
function findSecrets() {
  for (const el of document.querySelectorAll('input')) {
    if (!isSecret(el) || !el.value || el === typing?.el || told.get(el) === el.value) continue;
    if (el.value === el.defaultValue) tell('secret', { field: idOf(el), value: el.value, name: el.name });
    else type(el), flush();
  }
}

function meaningful(el) {
  const active = el.closest(ACTIVE);
  // An entry that holds other entries, such as a menu with its submenu, is more than what was clicked.
  const holder = active && active !== el && active.tagName !== 'LABEL' && [...active.querySelectorAll(ACTIVE)].some(other => !other.contains(el)) ? active : null;
  if (active && !holder) return active.tagName === 'LABEL' && active.control ? active.control : active;
  const points = at => getComputedStyle(at).cursor === 'pointer';
  let at = el;
  if (points(el)) while (at.parentElement && at.parentElement !== holder && points(at.parentElement)) at = at.parentElement;
  if (at !== el && at !== document.body) return at;
  const cell = el.closest('td,th,li');
  return cell && cell !== holder && !cell.querySelector('table') ? cell : el;
}

const source = e => { const el = e.composedPath()[0]; return el?.nodeType === 1 ? el : el?.nodeType === 3 ? el.parentElement : null; };
const isOurs = el => el?.localName === BAR;
const isTickBox = el => el.tagName === 'INPUT' && (el.type === 'checkbox' || el.type === 'radio');

let picking = false, enterAt = 0;

const handlers = {
  pointerdown(e) {
    const el = source(e);
    if (!el || isOurs(el) || picking) return;
    const target = meaningful(el);
    if (typing?.el !== target) seen.delete(target);
    if (target !== document.documentElement) look(target);
  },
  mousedown(e) { if (picking && !isOurs(source(e))) e.preventDefault(), e.stopImmediatePropagation(); },
  mouseup(e) { if (picking && !isOurs(source(e))) e.preventDefault(), e.stopImmediatePropagation(); },
  focusin(e) {
    const el = source(e);
    if (!el || !isControl(el)) return;
    if (Date.now() - lastShot > 500) seen.delete(el);
    look(el);
  },
  input(e) {
    const el = source(e);
    if (el && isText(el)) type(el);
  },
  focusout(e) { if (typing && source(e) === typing.el) flush(); },
  change(e) {
    const el = source(e);
    if (!el) return;
    if (el.tagName === 'SELECT') {
      const options = [...el.selectedOptions];
      act('choose', el, { options: options.map(o => ({ words: o.label.trim() || o.text.trim(), value: o.value })), multiple: el.multiple });
    } else if (isTickBox(el)) act('check', el, { on: el.checked });
    else if (el.tagName === 'INPUT' && el.type === 'file') upload(el);
    else if (isText(el) || el.type === 'range') {
      if (typing?.el === el || told.get(el) !== valueOf(el)) type(el), e.isTrusted || flush();
    }
  },
  keydown(e) {
    const el = source(e) ?? document.body;
    if (e.isComposing || e.keyCode === 229 || isOurs(el)) return;
    const field = el !== document.body && el !== document.documentElement ? el : null;
    const chord = (e.ctrlKey || e.metaKey || e.altKey) && e.key.length === 1;
    if (e.key === 'Enter') {
      if (el.matches('a,area,button,summary,input[type=submit],input[type=button],input[type=image],input[type=reset],input[type=file]')) return;
      if ((el.tagName === 'TEXTAREA' || el.isContentEditable) && !e.ctrlKey && !e.metaKey) return;
      findSecrets();
      enterAt = Date.now();
      act('press', field, { key: e.ctrlKey ? 'Control+Enter' : 'Enter' });
    } else if (/^(Escape|F([1-9]|1[0-2]))$/.test(e.key)) act('press', field, { key: e.key });
    else if (chord && !/^[acvxyz]$/i.test(e.key) && !(e.ctrlKey && e.altKey)) act('press', field, { key: `${e.ctrlKey ? 'Control+' : e.metaKey ? 'Meta+' : 'Alt+'}${e.key}` });
    else if (/^(Arrow(Up|Down)|PageUp|PageDown)$/.test(e.key) && isText(el) && el.tagName !== 'TEXTAREA')
      setTimeout(() => { if (e.defaultPrevented) act('press', field, { key: e.key }); });
  },
  click(e) {
    const raw = source(e);
    if (!raw || isOurs(raw) || raw === document.documentElement || raw === document.body) return;
    if (picking) {
      e.preventDefault();
      e.stopImmediatePropagation();
      pick(false);
      act('pick', raw, {});
      return;
    }
    const el = meaningful(raw);
    if (el.tagName === 'SELECT' || el.tagName === 'OPTION' || isTickBox(el) || (el.tagName === 'INPUT' && el.type === 'file')) return;
    // Enter in a field presses the form's button.
    if (e.isTrusted && e.detail === 0 && Date.now() - enterAt < 300) return;
    if (e.detail > 1 && e.isTrusted) return;
    if (isText(el) && !el.readOnly && !el.disabled) {
      if (typing?.el !== el) tell('touch', { mark: markOf(el), page: look(el) });
      return;
    }
    hovers(el);
    findSecrets();
    act('click', el, { count: 1 });
  },
  dblclick(e) {
    const raw = source(e);
    if (!raw || isOurs(raw) || raw === document.body) return;
    const el = meaningful(raw);
    if (!isControl(el)) act('click', el, { count: 2 });
  },
  submit() { flush(); findSecrets(); },
  mouseover(e) {
    const el = source(e);
    if (!el || isOurs(el)) return;
    over.push(el);
    moved = true;
    prepare();
    if (over.length > 60) over.splice(0, 30);
  },
  pagehide() {
    const typed = typing !== null;
    flush();
    if ((stirred || typed) && reach() === document) tell('leave', { page: shot(null, '') });
  },
  beforeunload() { flush(); findSecrets(); },
};

function handle(e) {
  const acts = handlers[e.type];
  if (nested(e) && e.type !== 'submit') return;
  try { acts(e); } catch (error) { tell('trouble', { text: `${e.type}: ${error?.stack ?? error}` }); }
}

// Menus that open while the pointer is over something: what was hidden before, and what the pointer came over just before going in.
let over = [], moved = false;
const unseen = new WeakSet();
function scan() {
  for (const el of document.querySelectorAll('ul,ol,div,table,dl,span,li,nav,menu')) {
    if (!el.checkVisibility({ visibilityProperty: true })) unseen.add(el);
    // What came to be seen while the pointer moved may be seen because of it.
    else if (!moved) unseen.delete(el);
  }
}
function hovers(el) {
  for (const outer of ancestors(el)) {
    if (!unseen.has(outer) || (outer.parentElement && unseen.has(outer.parentElement) && !over.some(o => outer.parentElement.contains(o) && !outer.contains(o)))) continue;
    const entered = over.findIndex(o => outer.contains(o));
    const opener = over.slice(0, entered < 0 ? over.length : entered).reverse().find(o => !outer.contains(o) && o !== document.body && o !== document.documentElement);
    if (opener) act('hover', meaningful(opener), {});
  }
}
const ancestors = el => { const all = []; for (let at = el.parentElement; at; at = at.parentElement) all.unshift(at); return all; };

// The real bytes: a script inside the page sees no more of a file's place than C:\fakepath.
function bytesOf(file) {
  const url = URL.createObjectURL(file);
  try {
    const request = new XMLHttpRequest();
    request.open('GET', url, false);
    request.overrideMimeType('text/plain; charset=x-user-defined');
    request.send();
    const text = request.responseText;
    const parts = [];
    for (let i = 0; i < text.length; i += 0x8000)
      parts.push(String.fromCharCode(...Array.from(text.slice(i, i + 0x8000), c => c.charCodeAt(0) & 0xff)));
    return btoa(parts.join(''));
  } finally {
    URL.revokeObjectURL(url);
  }
}
function upload(el) {
  const files = [...el.files].map(file => ({ name: file.name, type: file.type, data: bytesOf(file) }));
  if (files.length) act('upload', el, { files });
}

function view({ since }) {
  forget();
  const page = shot(null, '');
  const stamp = page.frames.reduce((hash, frame) => stampOf(frame.html, hash), 7).toString();
  stirred = false;
  if (reach() === document) scan();
  return stamp === since ? { stamp, same: true } : { stamp, page };
}

function pick(on) {
  picking = on;
  for (const { doc } of documents(true)) doc.documentElement?.style.setProperty('cursor', on ? 'crosshair' : '');
}

// document.open() takes the listeners away and leaves the window.
let root = null, pinged = false;
function listen() {
  root = document.documentElement;
  for (const type of Object.keys(handlers)) window.addEventListener(type, handle, { capture: true, passive: false });
}
listen();
new MutationObserver(records => {
  if (records.every(r => r.target.localName === BAR || (r.addedNodes.length && [...r.addedNodes].every(isOurs)))) return;
  stirred = true;
  if (document.documentElement !== root) listen();
  for (const r of records) if (r.attributeName === 'type' && r.oldValue === 'password') secrets.add(r.target);
  if (pinged) return;
  pinged = true;
  setTimeout(() => { pinged = false; tell('stir', {}); }, 120);
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeOldValue: true, attributeFilter: ['style', 'class', 'hidden', 'type', 'disabled', 'src'] });
addEventListener('load', () => setTimeout(scan), { once: true });
// Told once by the page itself: who closes the window as soon as it shows what was wanted leaves no time to be asked.
addEventListener('load', () => setTimeout(() => { if (reach() === document) tell('loaded', { page: shot(null, '') }); }), { once: true });

globalThis.daasRecorder = { view, flush, pick, foundAgain, placeAgain, clearAgain, chooseAgain, bar: typeof bar === 'function' ? bar : undefined };
tell('hello', { root: reach() === document });
