// Where a position of a script is: the keys and list items that lead to it, told by indentation, so that it is known in an unfinished text too.
import { syntaxTree } from '@codemirror/language';

const keyAt = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"{}[\],&*!|>%@-][^:#]*?|-[^\s:#][^:#]*?)\s*:(?=\s|$)/;
const bare = key => /^["']/.test(key) ? key.slice(1, -1) : key;

/** A line's parts: the columns of its dashes, and of what stands behind them. */
function partsOf(text) {
  const lead = /^(\s*)((?:-(?:\s+|$))*)(.*)$/.exec(text);
  const dashes = [];
  for (let i = lead[1].length, end = i + lead[2].length; i < end; i++) if (text[i] === '-') dashes.push(i);
  return { dashes, column: lead[1].length + lead[2].length, rest: lead[3] };
}

const silent = text => /^\s*(#.*)?$/.test(text) || /^(---|\.\.\.)\s*$/.test(text);

/** The steps that lead to a column of a line, outermost first ({ key, beside: keys of the same map } or { item: true }), and the keys beside that place. */
function pathTo(doc, number, dashes, column) {
  const mine = [];
  const path = [];
  let beside = mine;
  let limit = column;
  let inList = false;
  const climb = dashes => {
    for (const dash of [...dashes].reverse()) {
      if (dash >= limit) continue;
      path.unshift({ item: true });
      limit = dash;
      inList = true;
    }
  };
  climb(dashes);
  for (let n = number - 1; n >= 1; n--) {
    const text = doc.line(n).text;
    if (silent(text)) continue;
    const parts = partsOf(text);
    const key = keyAt.exec(parts.rest)?.[1];
    if (key !== undefined && !inList && parts.column === limit) beside.push(bare(key));
    else if (key !== undefined && (inList ? parts.column <= limit : parts.column < limit)) {
      beside = [bare(key)];
      path.unshift({ key: bare(key), beside });
      limit = parts.column;
      inList = false;
    }
    climb(parts.dashes);
  }
  for (let n = number + 1; n <= doc.lines; n++) {
    const text = doc.line(n).text;
    if (silent(text)) continue;
    const parts = partsOf(text);
    if ((parts.dashes[0] ?? parts.column) < column) break;
    const key = parts.dashes.length ? undefined : keyAt.exec(parts.rest)?.[1];
    if (key !== undefined && parts.column === column) mine.push(bare(key));
  }
  return { path, beside: mine };
}

/** Where a list item begun on this line of blanks belongs: the column of the dash above, when keys of an item stand at this column; null: here. */
export function dashColumn(doc, number, column) {
  for (let n = number - 1; n >= 1; n--) {
    const text = doc.line(n).text;
    if (silent(text)) continue;
    const parts = partsOf(text);
    const key = keyAt.exec(parts.rest);
    if (parts.column > column) continue;
    if (parts.column < column || !key || !parts.rest.slice(key[0].length).trim()) return null;
    if (parts.dashes.length) return parts.dashes.at(-1);
  }
  return null;
}

/** What stands open in a flow text such as `{ role: button, na`. */
function openIn(text) {
  const open = [];
  let word = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    const top = open.at(-1);
    if ((c === '"' || c === "'") && !word.trim()) {
      const end = text.indexOf(c, i + 1);
      if (end < 0) return { open, word: text.slice(i), quoted: true };
      word = text.slice(i, end + 1);
      i = end;
    } else if (c === '$' && text[i + 1] === '{') {
      const end = text.indexOf('}', i);
      if (end < 0) return { open, word: word + text.slice(i), quoted: true };
      word += text.slice(i, end + 1);
      i = end;
    } else if (c === '{' || c === '[') {
      open.push({ list: c === '[', keys: [], key: null });
      word = '';
    } else if (c === '}' || c === ']') {
      open.pop();
      word = '';
    } else if (c === ',') {
      if (top) top.key = null;
      word = '';
    } else if (c === ':' && top && !top.list && /\s|$/.test(text[i + 1] ?? '')) {
      top.key = bare(word.trim());
      top.keys.push(top.key);
      word = '';
    } else word += c;
  }
  return { open, word: word.trimStart(), quoted: false };
}

/**
 * @returns null where nothing is to be said (comments, texts of several lines); else { path, beside, word, value }: the steps that lead here, the keys
 * already given in the same map, the word begun, and whether a value is being written (of the last key of the path) or a key.
 */
export function placeOf(state, position) {
  const { doc } = state;
  const line = doc.lineAt(position);
  const node = syntaxTree(state).resolveInner(position, -1);
  let flow = null;
  for (let n = node; n; n = n.parent) {
    if (/Comment|BlockLiteral/.test(n.name)) return null;
    if (/^Flow(Mapping|Sequence)$/.test(n.name) && n.from < position) flow = n;
  }
  const from = flow ? doc.lineAt(flow.from) : line;
  const before = doc.sliceString(from.from, flow ? flow.from : position);
  const parts = partsOf(before);
  const key = keyAt.exec(parts.rest)?.[1];
  const { path, beside } = pathTo(doc, from.number, parts.dashes, parts.column);
  if (key === undefined && !flow) {
    // A word alone directly below `key:` and deeper may become a key or a value; both are offered by their path.
    return /\s#/.test(parts.rest) ? null : { path, beside, word: parts.rest, value: false, alone: true };
  }
  if (key !== undefined) path.push({ key: bare(key), beside: [...beside, bare(key)] });
  if (!flow) {
    const rest = parts.rest.slice(keyAt.exec(parts.rest)[0].length);
    if (/\s#/.test(rest)) return null;
    return { path, beside: [], word: rest.trimStart(), value: true };
  }

  const { open, word, quoted } = openIn(doc.sliceString(flow.from, position));
  if (quoted && !word.startsWith('$') && !word.includes('${')) return null;
  open.forEach((level, i) => {
    if (level.list) path.push({ item: true, beside: [] });
    else if (i < open.length - 1 || level.key !== null) path.push({ key: level.key ?? '', beside: level.keys });
  });
  const top = open.at(-1);
  if (!top) return null;
  const after = openAfter(doc.sliceString(position, Math.min(doc.length, position + 400)));
  return top.list || top.key !== null
    ? { path, beside: [], word, value: true, flow: true }
    : { path, beside: [...top.keys, ...after], word, value: false, flow: true };
}

// The keys that follow in the same flow map.
function openAfter(text) {
  let depth = 0;
  let end = 0;
  for (; end < text.length; end++) {
    if ('{['.includes(text[end])) depth++;
    else if ('}]'.includes(text[end]) && depth-- === 0) break;
  }
  return [...text.slice(0, end).matchAll(/(?:^|,)\s*([^\s:,{}[\]]+):(?=\s)/g)].map(m => bare(m[1]));
}
