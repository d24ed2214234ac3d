// Acting on what was found, with the events that a person's hand causes. Everything is done in one call, with the finding.

const rest = () => new Promise(done => setTimeout(done, 0));

function fire(el, kind, type, more) {
  const win = el.ownerDocument.defaultView;
  return el.dispatchEvent(new win[kind](type, { bubbles: true, cancelable: true, composed: true, view: win, ...more }));
}

const isDisabled = el => el.matches?.(':disabled') || el.closest?.('[aria-disabled=true]') !== null;

function mouse(el, detail = 1) {
  const box = el.getBoundingClientRect();
  const at = { clientX: Math.round(box.left + box.width / 2), clientY: Math.round(box.top + box.height / 2), button: 0, detail };
  fire(el, 'PointerEvent', 'pointerover', at);
  fire(el, 'MouseEvent', 'mouseover', at);
  fire(el, 'MouseEvent', 'mousemove', at);
  fire(el, 'PointerEvent', 'pointerdown', { ...at, buttons: 1, isPrimary: true });
  if (fire(el, 'MouseEvent', 'mousedown', { ...at, buttons: 1 })) (el.closest('a[href],button,input,select,textarea,[tabindex]') ?? el).focus?.({ preventScroll: true });
  fire(el, 'PointerEvent', 'pointerup', { ...at, isPrimary: true });
  fire(el, 'MouseEvent', 'mouseup', at);
  fire(el, 'MouseEvent', 'click', at);
}

function fill(el, text) {
  el.focus?.({ preventScroll: true });
  if (el.isContentEditable) {
    el.textContent = text;
    fire(el, 'InputEvent', 'input', { inputType: 'insertText', data: text });
  } else {
    const before = el.value;
    fire(el, 'KeyboardEvent', 'keydown', { key: 'Unidentified' });
    el.value = text;
    if (text !== '' && el.value === '') return `the field of type ${el.type} does not take '${text}'`;
    fire(el, 'InputEvent', 'input', { inputType: 'insertText', data: text, cancelable: false });
    fire(el, 'KeyboardEvent', 'keyup', { key: 'Unidentified' });
    if (before !== el.value) fire(el, 'Event', 'change', { cancelable: false });
  }
  el.blur?.();
  return null;
}

function optionOf(options, want, textOfOption) {
  const whole = options.filter(o => fold(textOfOption(o)) === want);
  if (whole.length) return whole;
  const value = options.filter(o => fold(o.value ?? '') === want);
  return value.length ? value : options.filter(o => want && fold(textOfOption(o)).includes(want));
}

function chooseNative(select, want) {
  const hits = optionOf([...select.options], want, o => o.label || o.text);
  if (hits.length !== 1 && !(hits.length > 1 && hits.every(o => fold(o.text) === want)))
    return { wait: `no option '${want}'`, near: [...select.options].map(o => o.text.trim()).slice(0, 20) };
  if (hits[0].disabled) return { wait: `option '${want}' is disabled` };
  if (hits[0].selected && !select.multiple) return {};
  select.focus?.({ preventScroll: true });
  hits[0].selected = true;
  fire(select, 'Event', 'input', { cancelable: false });
  fire(select, 'Event', 'change', { cancelable: false });
  select.blur?.();
  return {};
}

function chooseTick(el, want) {
  const group = el.name ? [...el.getRootNode().querySelectorAll(`input[name="${CSS.escape(el.name)}"]`)].filter(o => o.form === el.form) : [el];
  const hits = optionOf(group, want, o => labelsOf(o).slice(0, 2).flat()[0] ?? '');
  if (hits.length !== 1) return { wait: `no choice '${want}'`, near: group.map(o => labelsOf(o).slice(0, 2).flat()[0] ?? o.value) };
  if (!hits[0].checked) mouse(hits[0]);
  return {};
}

let opened = null;

// A look-alike dropdown: opens it, remembers what was to be read before, so that what shows up is told from what was there.
function openLookAlike(el, want) {
  const before = new Set(documents(false).flatMap(({ doc }) => byText(doc, want, 'part')).filter(shown));
  opened = { el, before, tries: 0 };
  mouse(el);
  return { open: true };
}

function pick({ option, from, again }) {
  const want = fold(option);
  let hits = [];
  for (const mode of ['whole', 'part']) {
    const scopes = from ? [locate(from, 'any').el].filter(el => el) : documents(false).map(({ doc }) => doc);
    hits = scopes.flatMap(scope => byText(scope, want, mode)).filter(el => shown(el) && el.tagName !== 'OPTION' && !opened.el.contains(el));
    const fresh = hits.filter(el => !opened.before.has(el));
    if (fresh.length) hits = fresh;
    else if (!from) hits = hits.filter(el => el.closest('li,[role=option],[class*=item],[class*=option],[class*=list]'));
    if (hits.length) break;
  }
  if (hits.length > 1) hits = uncovered(hits);
  if (hits.length === 1) {
    mouse(hits[0]);
    return { ok: true };
  }
  if (again && opened.tries++ === 0) {
    const arrow = [opened.el.nextElementSibling, ...(opened.el.parentElement?.querySelectorAll('[class*=arrow],[class*=trigger],[class*=icon],button,img') ?? [])]
      .find(el => el && el !== opened.el && shown(el));
    if (arrow) mouse(arrow);
  } else if (again && opened.tries === 2 && opened.el.tagName === 'INPUT' && !opened.el.readOnly) {
    opened.el.focus();
    opened.el.value = option;
    for (const [kind, type] of [['KeyboardEvent', 'keydown'], ['InputEvent', 'input'], ['KeyboardEvent', 'keyup']]) fire(opened.el, kind, type, { key: option.at(-1) });
  }
  return { wait: `option '${option}' does not show`, hits: hits.length };
}

function giveFile(el, { name, type, base64 }) {
  const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
  const win = el.ownerDocument.defaultView, transfer = new win.DataTransfer();
  transfer.items.add(new win.File([bytes], name, { type }));
  el.files = transfer.files;
  fire(el, 'Event', 'input', { cancelable: false });
  fire(el, 'Event', 'change', { cancelable: false });
  return {};
}

function fileFieldOf(el) {
  if (el.type === 'file') return el;
  const inside = el.querySelector?.('input[type=file]') ?? el.control;
  if (inside?.type === 'file') return inside;
  for (let at = el.parentElement, i = 0; at && i < 2; at = at.parentElement, i++) {
    const fields = at.querySelectorAll('input[type=file]');
    if (fields.length === 1) return fields[0];
  }
  return null;
}

function readOf(el, attribute) {
  // An address means what it means on its own page, wherever it is used after.
  if (attribute && /^(href|src|action)$/i.test(attribute) && el.hasAttribute(attribute)) return new URL(el.getAttribute(attribute), el.baseURI).href;
  if (attribute) return el.getAttribute(attribute) ?? (attribute in el ? String(el[attribute]) : null);
  if (el.tagName === 'SELECT') return [...el.selectedOptions].map(o => o.text.trim()).join(', ');
  if (isTick(el)) return String(el.checked ?? el.getAttribute('aria-checked') === 'true');
  if ('value' in el && el.tagName !== 'LI' && el.tagName !== 'BUTTON') return String(el.value);
  return (el.innerText ?? el.textContent).replace(/[ \t\u00a0]+/g, ' ').trim();
}

let held = null;

// One call: find, then act. `wait` in the answer says that it is not possible yet.
async function act({ ways, hint, act, explain, ...args }) {
  const found = locate(ways, hint), el = found.el;
  const answer = { way: found.way ?? -1, counts: found.counts, opaque: found.opaque };
  if (!el) return { ...answer, wait: 'not found', near: explain ? nearest(ways, hint) : [] };
  held = el;
  const off = isDisabled(el);
  if (!off && !args.past && ['fill', 'choose', 'check', 'click', 'point', 'next'].includes(act) && masked(el)) return { ...answer, wait: 'something covers the whole page' };
  // Said before acting, so that an act whose document goes away by it is told from one that never began.
  if (!off) globalThis.daasActs?.(`${args.number} ${found.way}`);
  switch (act) {
    case 'fill': {
      if (el.tagName === 'SELECT') Object.assign(answer, chooseNative(el, fold(args.text)));
      else if (off) return { ...answer, wait: 'it is disabled' };
      else if (args.keys) {
        el.scrollIntoView({ block: 'center' });
        el.focus();
        el.select?.();
        // Pages that search while one types ask for each part of a word; only the whole is wanted, and the last key brings it.
        const letters = [...args.text];
        const alone = el.isContentEditable || el.value === undefined || letters.length < 2 ? 0 : letters.length - 1;
        if (alone > 0) {
          el.value = letters.slice(0, alone).join('');
          if (el.value !== letters.slice(0, alone).join('')) el.select?.();
          else try { el.setSelectionRange(el.value.length, el.value.length); } catch { /* of a type without a caret */ }
        }
        answer.rest = alone > 0 && el.value !== letters.slice(0, alone).join('') ? args.text : letters.slice(alone).join('');
      } else {
        const refused = fill(el, args.text);
        if (refused) return { ...answer, refused };
      }
      break;
    }
    case 'choose':
      if (off) return { ...answer, wait: 'it is disabled' };
      Object.assign(answer, el.tagName === 'SELECT' ? chooseNative(el, fold(args.option)) : isTick(el) ? chooseTick(el, fold(args.option)) : openLookAlike(el, fold(args.option)));
      break;
    case 'check':
      if (off) return { ...answer, wait: 'it is disabled' };
      if ((el.checked ?? el.getAttribute('aria-checked') === 'true') !== args.to) mouse(el);
      break;
    case 'click':
      if (off) return { ...answer, wait: 'it is disabled' };
      el.scrollIntoView({ block: 'center', inline: 'nearest' });
      mouse(el);
      if (args.twice) {
        mouse(el, 2);
        fire(el, 'MouseEvent', 'dblclick', { detail: 2 });
      }
      break;
    case 'point':
      if (off) return { ...answer, wait: 'it is disabled' };
      el.scrollIntoView({ block: 'center', inline: 'nearest' });
      return { ...answer, ...centre(el) };
    case 'isThere':
      return off ? { ...answer, wait: 'it is disabled' } : answer;
    case 'focus':
      el.focus();
      return answer;
    case 'fileField': {
      const field = fileFieldOf(el);
      held = field ?? el;
      return { ...answer, field: !!field };
    }
    case 'read':
      return { ...answer, text: readOf(el, args.attribute) };
    case 'isNext':
    case 'next': {
      const dead = off || /(^|[\s_-])(disabled?|current|active|selected)($|[\s_-])/i.test(`${el.className} ${el.parentElement?.tagName === 'LI' ? el.parentElement.className : ''}`)
        || (!args.expected && !el.closest('a[href],button,input,[onclick],[role]') && getComputedStyle(el).cursor !== 'pointer');
      if (dead) return { ...answer, dead: true };
      if (act === 'isNext') return answer;
      el.scrollIntoView({ block: 'center', inline: 'nearest' });
      mouse(el);
      break;
    }
  }
  if (answer.wait) return answer;
  // Synchronous consequences, javascript: links and form posts are announced within three tasks.
  await rest();
  await rest();
  await rest();
  return answer;
}

async function onHeld({ act, ...args }) {
  if (act === 'giveFile') giveFile(held, args);
  else mouse(held);
  await rest();
  await rest();
  await rest();
  return {};
}
