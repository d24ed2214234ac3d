// What a person reads and sees on a page: words, visibility, frames. Runs in an isolated world of the window's top document and reaches
// the documents of all frames of the same origin from there. The scripts that are joined with it (by Agent.cs, by the recorder) share its functions.

const fold = text => (text ?? '').normalize('NFKC').replace(/[\s\u00a0\u200b-\u200d\ufeff]+/g, '');

// 姓　名：, *姓名, 姓名(必填)* all read 姓名.
const foldLabel = text => fold(text).replace(/^[*★:]+|[*★:]+$/g, '').replace(/[([【](必填|必选|选填|required)[)\]】]$/i, '').replace(/[*:]+$/, '');

const matches = (text, want, mode) => mode === 'whole' ? text === want : want !== '' && text.includes(want);

const UNREAD = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SELECT', 'TEXTAREA', 'HEAD']);

function textOf(el) {
  if (!el.firstElementChild) return UNREAD.has(el.tagName) ? '' : el.textContent;
  let text = '';
  for (const child of el.childNodes) {
    if (child.nodeType === 3) text += child.data;
    else if (child.nodeType === 1 && !UNREAD.has(child.tagName)) text += child.tagName === 'IMG' ? child.alt || '' : textOf(child);
  }
  return text;
}

function shown(el) {
  if (!el.isConnected) return false;
  if (el.tagName === 'AREA') return true;
  if (el.tagName === 'OPTION') return shown(el.closest('select') ?? el.parentElement);
  if (!el.checkVisibility({ visibilityProperty: true }) && getComputedStyle(el).display !== 'contents') return false;
  const box = el.getBoundingClientRect();
  if (box.width > 0 && box.height > 0) return true;
  return [...el.children].some(shown);
}

// Documents of the window, itself first, then in document order. `all` takes those of hidden frames too.
function documents(all, top = document) {
  const found = [];
  let opaque = 0;
  const walk = (doc, frame, parent) => {
    const entry = { doc, frame, parent, hidden: !!parent && (parent.hidden || !shown(frame)) };
    if (entry.hidden && !all) return;
    found.push(entry);
    for (const inner of doc.querySelectorAll('iframe,frame')) {
      let content = null;
      try { content = inner.contentDocument; } catch { /* of another origin */ }
      if (content?.documentElement) walk(content, inner, entry);
      else if (!content && inner.src) opaque++;
    }
  };
  walk(top, null, null);
  found.opaque = opaque;
  return found;
}

// Centre of an element in the coordinates of the window.
function centre(el) {
  const box = el.getBoundingClientRect();
  let x = box.left + box.width / 2, y = box.top + box.height / 2;
  for (let frame = el.ownerDocument.defaultView.frameElement; frame; frame = frame.ownerDocument.defaultView.frameElement) {
    const outer = frame.getBoundingClientRect();
    x += outer.left + frame.clientLeft;
    y += outer.top + frame.clientTop;
  }
  return { x, y };
}

const CONTROLS = 'input,select,textarea,[contenteditable=""],[contenteditable=true],[role=textbox],[role=combobox],[role=checkbox],[role=radio],[role=switch],[role=spinbutton],[role=listbox]';
const NO_FIELD = new Set(['hidden', 'submit', 'button', 'reset', 'image']);
const isControl = el => el.nodeType === 1 && el.matches(CONTROLS) && !(el.tagName === 'INPUT' && NO_FIELD.has(el.type));
const controlsIn = el => [...el.querySelectorAll(CONTROLS)].filter(isControl);
const isTick = el => el.tagName === 'INPUT' ? el.type === 'checkbox' || el.type === 'radio' : /^(checkbox|radio|switch)$/.test(el.getAttribute('role') ?? '');
const isText = el => el.tagName === 'TEXTAREA' || el.isContentEditable || (el.tagName === 'INPUT' && !NO_FIELD.has(el.type) && !isTick(el) && el.type !== 'file')
  || /^(textbox|spinbutton)$/.test(el.getAttribute('role') ?? '');

function roleOf(el) {
  const given = el.getAttribute('role')?.trim().split(/\s+/)[0];
  if (given) return given;
  switch (el.tagName) {
    case 'A': return el.hasAttribute('href') || el.hasAttribute('onclick') ? 'link' : '';
    case 'AREA': return 'link';
    case 'BUTTON': case 'SUMMARY': return 'button';
    case 'INPUT':
      switch (el.type) {
        case 'button': case 'submit': case 'reset': case 'image': return 'button';
        case 'checkbox': case 'radio': return el.type;
        case 'range': return 'slider';
        case 'number': return 'spinbutton';
        case 'search': return 'searchbox';
        case 'hidden': case 'file': return '';
        default: return el.hasAttribute('list') ? 'combobox' : 'textbox';
      }
    case 'SELECT': return el.multiple || el.size > 1 ? 'listbox' : 'combobox';
    case 'OPTION': return 'option';
    case 'TEXTAREA': return 'textbox';
    case 'IMG': return 'img';
    case 'H1': case 'H2': case 'H3': case 'H4': case 'H5': case 'H6': return 'heading';
    case 'TABLE': return 'table';
    case 'TR': return 'row';
    case 'TD': return 'cell';
    case 'TH': return 'columnheader';
    case 'LI': return 'listitem';
    case 'UL': case 'OL': return 'list';
    case 'DIALOG': return 'dialog';
    case 'NAV': return 'navigation';
    case 'FIELDSET': return 'group';
    case 'FORM': return 'form';
    default: return el.isContentEditable && !el.parentElement?.isContentEditable ? 'textbox' : '';
  }
}

function namesOf(el) {
  const doc = el.ownerDocument, names = [];
  const by = el.getAttribute('aria-labelledby');
  if (by) names.push(by.split(/\s+/).map(id => doc.getElementById(id)?.textContent ?? '').join(''));
  if (el.getAttribute('aria-label')) names.push(el.getAttribute('aria-label'));
  if (el.tagName === 'INPUT') {
    if (el.type === 'image') names.push(el.alt, el.value);
    else if (NO_FIELD.has(el.type)) names.push(el.value || { submit: '提交', reset: '重置' }[el.type] || '');
  } else if (el.tagName === 'IMG' || el.tagName === 'AREA') names.push(el.alt);
  if (isControl(el)) for (const tier of labelsOf(el)) names.push(...tier);
  else if (!NO_FIELD.has(el.type) || el.tagName === 'BUTTON') names.push(textOf(el));
  if (el.title) names.push(el.title);
  if (!fold(names.join('')) && el.querySelector) names.push(el.querySelector('[title]')?.title ?? '');
  return names.map(foldLabel).filter(name => name);
}
