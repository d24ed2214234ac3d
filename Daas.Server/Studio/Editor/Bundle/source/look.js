// Colours come from the pages' style sheet, so that light and dark follow it.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Decoration, EditorView, MatchDecorator, ViewPlugin } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const words = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--link)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--soft)' },
  { tag: [tags.labelName, tags.typeName, tags.keyword], color: 'var(--bad)' },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--card)', border: '1px solid var(--line)', borderRadius: '7px', height: '100%' },
  '&.cm-focused': { outline: '2px solid var(--link)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontSize: '13.5px', lineHeight: '1.55', borderRadius: '7px' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--code)', color: 'var(--soft)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--link) 7%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--link) 14%, transparent)', color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--link) 28%, transparent)',
  },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--warn) 18%, transparent)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'color-mix(in srgb, var(--link) 22%, transparent)' },
  '.cm-panels': { backgroundColor: 'var(--code)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--card)', border: '1px solid var(--line)', borderRadius: '5px', color: 'var(--ink)' },
  '.cm-textfield': { backgroundColor: 'var(--paper)', border: '1px solid var(--line)', borderRadius: '5px', color: 'var(--ink)' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px', boxShadow: '0 4px 16px rgb(0 0 0 / .18)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', lineHeight: '1.5' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--link)', color: 'var(--card)' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'inherit', marginLeft: '.3em' },
  '.cm-completionInfo': { padding: '6px 10px', maxWidth: '26em', fontFamily: 'var(--sans)', lineHeight: '1.45' },
  '.cm-about': { padding: '6px 10px', maxWidth: '32em', lineHeight: '1.45', fontFamily: 'var(--sans)' },
  '.cm-about-key': { fontFamily: 'var(--mono)', fontWeight: '600' },
  '.cm-about-values': { fontFamily: 'var(--mono)', color: 'var(--soft)', fontSize: '.92em' },
  '.cm-reference': { color: 'var(--warn)' },
  '.cm-diagnostic': { fontFamily: 'var(--sans)', padding: '5px 8px 5px 10px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-diagnosticAction': { backgroundColor: 'var(--link)', color: 'var(--card)' },
  // Their own pictures are data: addresses, which the pages' policy does not load.
  '.cm-lint-marker': { width: '.75em', height: '.75em', marginTop: '.42em' },
  '.cm-lint-marker-error': { content: 'normal', backgroundColor: 'var(--bad)', borderRadius: '50%' },
  '.cm-lint-marker-warning': { content: 'normal', backgroundColor: 'var(--warn)', borderRadius: '2px' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad) 1.5px', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn) 1.5px', textUnderlineOffset: '3px' },
  '.cm-changedLine, .cm-insertedLine': { backgroundColor: 'color-mix(in srgb, var(--good) 12%, transparent) !important' },
  '.cm-changedText, .cm-insertedLine .cm-changedText': { background: 'color-mix(in srgb, var(--good) 30%, transparent) !important' },
  '.cm-deletedChunk': { backgroundColor: 'color-mix(in srgb, var(--bad) 10%, transparent) !important' },
  '.cm-deletedChunk .cm-deletedText': { background: 'color-mix(in srgb, var(--bad) 28%, transparent) !important' },
  '.cm-deletedChunk .cm-chunkButtons button': { border: '1px solid var(--line)', borderRadius: '5px', cursor: 'pointer', margin: '0 2px' },
  '.cm-deletedChunk button[name=accept]': { background: 'var(--good)', color: 'var(--card)' },
  '.cm-deletedChunk button[name=reject]': { background: 'var(--bad)', color: 'var(--card)' },
});

const reference = new MatchDecorator({ regexp: /\$\{[^}\n]*\}/g, decoration: Decoration.mark({ class: 'cm-reference' }) });
const references = ViewPlugin.fromClass(class {
  constructor(view) { this.decorations = reference.createDeco(view); }
  update(update) { this.decorations = reference.updateDeco(update, this.decorations); }
}, { decorations: v => v.decorations });

export const look = [theme, syntaxHighlighting(words), references];
