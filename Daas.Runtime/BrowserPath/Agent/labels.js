// Labels as a person reads them: the words beside, above, around or after a field. Strongest first, in tiers.

const BREAKS = new Set(['TD', 'TH', 'TR', 'TABLE', 'DIV', 'P', 'LI', 'DD', 'DT', 'FORM', 'BODY', 'FIELDSET', 'SECTION', 'UL', 'OL']);

function textBeside(el, forward) {
  let text = '', node = el;
  for (let i = 0; i < 40; i++) {
    const next = forward ? node.nextSibling : node.previousSibling;
    if (!next) {
      node = node.parentElement;
      if (!node || BREAKS.has(node.tagName) || node.tagName === 'LABEL') break;
      continue;
    }
    node = next;
    if (node.nodeType === 3) text = forward ? text + node.data : node.data + text;
    if (node.nodeType !== 1 || UNREAD.has(node.tagName) && node.tagName !== 'SELECT' && node.tagName !== 'TEXTAREA') continue;
    if (isControl(node) || controlsIn(node).length) break;
    if (node.tagName === 'BR' || node.tagName === 'HR') {
      if (forward || fold(text)) break;
      continue;
    }
    if (BREAKS.has(node.tagName)) {
      if (!fold(text) && !forward) text = textOf(node);
      break;
    }
    text = forward ? text + textOf(node) : textOf(node) + text;
  }
  return text.length > 200 ? text.slice(-200) : text;
}

const isFirstIn = (el, holder) => {
  const first = controlsIn(holder).find(shown);
  return !first || first === el || (isTick(el) && isTick(first) && first.name === el.name);
};

function cellsLeft(el, every) {
  const labels = [];
  for (let cell = el.closest('td,th'), depth = 0; cell && depth < 4; cell = cell.parentElement?.closest('td,th'), depth++) {
    if (!every && !isFirstIn(el, cell)) break;
    for (let left = cell.previousElementSibling; left; left = left.previousElementSibling) {
      if (controlsIn(left).some(shown)) break;
      const text = textOf(left);
      if (!fold(text)) continue;
      labels.push(text);
      break;
    }
    if (labels.length) break;
  }
  return labels;
}

function blockBefore(el, every) {
  for (let at = el, depth = 0; at && depth < 5 && !/^(TD|TH|FORM|BODY|FIELDSET)$/.test(at.tagName); at = at.parentElement, depth++) {
    if (!every && at !== el && !isFirstIn(el, at)) break;
    const before = at.previousElementSibling;
    if (!before || UNREAD.has(before.tagName)) continue;
    if (isControl(before) || controlsIn(before).length) break;
    const text = textOf(before);
    if (fold(text) && text.length < 80) return [text];
  }
  return [];
}

function headerAbove(el) {
  const cell = el.closest('td,th'), row = cell?.closest('tr');
  if (!row) return [];
  const box = cell.getBoundingClientRect(), middle = box.left + box.width / 2;
  let above = row.previousElementSibling ?? row.parentElement.previousElementSibling?.lastElementChild;
  for (let i = 0; above && i < 500; i++, above = above.previousElementSibling ?? above.parentElement?.previousElementSibling?.lastElementChild) {
    if (above.tagName !== 'TR') break;
    if (controlsIn(above).some(c => !isTick(c))) continue;
    for (const head of above.cells) {
      const at = head.getBoundingClientRect();
      if (at.left <= middle && middle <= at.right && fold(textOf(head))) return [textOf(head)];
    }
  }
  return [];
}

// Tiers: declared; beside; in the cell or block before; above. `every` also gives the label of a cell to its second, third … field.
function labelsOf(el, every) {
  const doc = el.ownerDocument, declared = [], beside = [];
  for (const label of el.labels ?? []) declared.push(textOf(label));
  const by = el.getAttribute('aria-labelledby');
  if (by) declared.push(by.split(/\s+/).map(id => doc.getElementById(id)?.textContent ?? '').join(''));
  if (el.getAttribute('aria-label')) declared.push(el.getAttribute('aria-label'));
  const before = textBeside(el, false);
  if (isTick(el)) {
    const after = textBeside(el, true);
    beside.push(fold(after) ? after : before);
  } else if (fold(before)) {
    beside.push(before);
    const last = before.trim().split(/[\s\u00a0\u3000]+/).at(-1);
    if (last !== before.trim()) beside.push(last);
  }
  const near = !every && fold(before) && !isTick(el) ? [] : [...cellsLeft(el, every), ...blockBefore(el, every)];
  if (el.id && !el.labels?.length) {
    const loose = doc.querySelector(`[for="${CSS.escape(el.id)}"]`);
    if (loose) declared.push(textOf(loose));
  }
  const above = near.length || fold(before) ? [] : headerAbove(el);
  return [declared, beside, near, [...above, el.placeholder ?? '', el.title ?? '']].map(tier => tier.map(foldLabel).filter(text => text));
}

// The words that name a set of radio buttons or boxes, not one of them.
function groupLabels(el) {
  const legend = el.closest('fieldset')?.querySelector('legend')?.textContent;
  const first = controlsIn(el.closest('td,th,li,div,p,form,body') ?? el.ownerDocument.body).find(c => isTick(c) && c.name === el.name) ?? el;
  const holder = (first.labels?.[0] && first.labels[0].contains(first)) ? first.labels[0] : first;
  const grouped = el.closest('[role=radiogroup],[role=group]');
  return [legend, grouped?.getAttribute('aria-label'), textBeside(holder, false), ...cellsLeft(first), ...blockBefore(holder, true)].map(foldLabel).filter(text => text);
}

// Where a page states the value for a label: the cell, definition or element after it.
function valueBeside(el) {
  const cell = el.closest('td,th');
  if (cell && foldLabel(textOf(cell)) === foldLabel(textOf(el))) return cell.nextElementSibling;
  const term = el.closest('dt');
  if (term) return term.nextElementSibling;
  for (let at = el, i = 0; at && i < 3; at = at.parentElement, i++) if (at.nextElementSibling) return at.nextElementSibling;
  return null;
}
