// Completion and descriptions from the schema, and of references to inputs.
import { startCompletion } from '@codemirror/autocomplete';
import { hoverTooltip } from '@codemirror/view';
import { placeOf } from './place.js';
import { at, formOf, keyNode, keysOf, valuesOf } from './schema.js';

/** The names of the inputs, and of what steps keep. */
function namesIn(doc) {
  const names = new Set();
  const text = doc.toString();
  const inputs = /^input:[^\S\n]*(?:#.*)?\n((?:[^\S\n]+.*\n|\s*\n)*)/m.exec(text + '\n');
  const depth = inputs && /^\s+/m.exec(inputs[1].replace(/^\s*\n/gm, ''))?.[0].length;
  for (const m of inputs?.[1].matchAll(/^([^\S\n]+)([\p{L}_][\p{L}\p{Nd}_-]*)\s*:/gmu) ?? []) if (m[1].length === depth) names.add(m[2]);
  for (const m of text.matchAll(/\bas:\s*['"]?([\p{L}_][\p{L}\p{Nd}_-]*)/gu)) names.add(m[1]);
  return [...names];
}

function referenceAt(context, isSystem) {
  const begun = context.matchBefore(/\$\{[\p{L}\p{Nd}_.-]*/u);
  if (!begun) return null;
  const names = isSystem ? ['credential.user', 'credential.password'] : [...namesIn(context.state.doc), 'credential.user'];
  const closed = context.state.sliceDoc(context.pos, context.pos + 1) === '}';
  return {
    from: begun.from + 2,
    options: names.map(label => ({ label, type: 'variable', apply: closed ? label : label + '}' })),
    validFor: /^[\p{L}\p{Nd}_.-]*$/u,
  };
}

function insertKey(form, schemaForm, flow) {
  return (view, completion, from, to) => {
    const line = view.state.doc.lineAt(from);
    const column = from - line.from;
    const follows = /^\s*:/.test(view.state.sliceDoc(to, line.to));
    const below = '\n' + ' '.repeat(column + 2);
    const tail = follows ? '' : flow || form === 'text' ? ': ' : form === 'list' ? `:${below}- ` : `:${below}`;
    view.dispatch({
      changes: { from, to, insert: completion.label + tail },
      selection: { anchor: from + completion.label.length + tail.length },
      userEvent: 'input.complete',
      scrollIntoView: true,
    });
    if (!follows && (form !== 'text' || schemaForm.length)) startCompletion(view);
  };
}

/** Completes keys, words and references of a script. */
export const completeBy = (schema, isSystem) => context => {
  const reference = referenceAt(context, isSystem);
  if (reference) return reference;
  const place = placeOf(context.state, context.pos);
  if (!place) return null;
  const nodes = at(schema, place.path);
  const from = context.pos - place.word.length;
  if (!/^['"]?[\p{L}\p{Nd}_-]*$/u.test(place.word)) return null;
  // An empty place offers by itself only behind a dash or a brace, where something must come.
  const waits = /(^|\s)-\s+$|[{,]\s*$|:\s+$/.test(context.state.doc.lineAt(context.pos).text.slice(0, context.pos - context.state.doc.lineAt(context.pos).from));
  if (!place.word && !context.explicit && !waits) return null;
  const values = place.value || place.alone ? valuesOf(nodes).map((label, i) => ({ label, type: 'enum', boost: -i })) : [];
  const keys = place.value ? [] : keysOf(schema, nodes, place.beside).map((k, i) => ({
    label: k.name,
    type: 'property',
    detail: k.required ? '*' : undefined,
    info: k.about ? () => Object.assign(document.createElement('div'), { textContent: k.about }) : undefined,
    boost: -i,
    apply: insertKey(formOf(schema, k.node), valuesOf(at({ ...schema, $ref: undefined, anyOf: [k.node] }, [])), place.flow),
  }));
  const options = [...keys, ...values];
  return options.length ? { from, options, validFor: /^['"]?[\p{L}\p{Nd}_-]*$/u } : null;
};

/** Tells what a key means when the mouse rests on it. */
export const describeBy = (schema, words) => hoverTooltip((view, position) => {
  const line = view.state.doc.lineAt(position);
  const column = position - line.from;
  const word = [...line.text.matchAll(/[\p{L}][\p{L}\p{Nd}_-]*(?=\s*:(\s|$))/gu)].find(m => m.index <= column && column <= m.index + m[0].length);
  if (!word) return null;
  const place = placeOf(view.state, line.from + word.index);
  const found = place && keyNode(schema, place.path, word[0], place.beside.filter(k => k !== word[0]));
  if (!found) return null;
  const allowed = valuesOf(at({ ...schema, $ref: undefined, anyOf: [found.node] }, []));
  return {
    pos: line.from + word.index,
    end: line.from + word.index + word[0].length,
    above: true,
    create() {
      const dom = document.createElement('div');
      dom.className = 'cm-about';
      const add = (text, className) => dom.append(Object.assign(document.createElement('p'), { textContent: text, className }));
      add(found.required ? `${word[0]} · ${words.required}` : word[0], 'cm-about-key');
      if (found.node.description) add(found.node.description, '');
      if (allowed.length) add(allowed.join(' | '), 'cm-about-values');
      return { dom };
    },
  };
});
