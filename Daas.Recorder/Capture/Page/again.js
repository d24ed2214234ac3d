// Finds an element of an earlier recording on the page as it is now, for a person's work to be done again up to a step.

function foundAgain(mark) {
  const docs = documents(true, reach()), doc = docs[mark.frame]?.doc;
  const alike = el => el && el.localName === mark.tag && ['id', 'name'].every(n => !mark.attributes[n] || el.getAttribute(n) === mark.attributes[n] || /\d/.test(mark.attributes[n]))
    && (!mark.text || wordsNow(el) === mark.text);
  const at = d => { try { return d.evaluate(mark.xpath, d, null, 9, null).singleNodeValue; } catch { return null; } };
  const all = [doc, ...docs.map(d => d.doc).filter(d => d !== doc)].filter(Boolean);
  for (const d of all) if (alike(at(d)) && seenNow(at(d))) return at(d);
  for (const d of all) for (const el of d.querySelectorAll(mark.tag)) if (alike(el) && (mark.text || mark.attributes.id || mark.attributes.name) && seenNow(el)) return el;
  return null;
}
const wordsNow = el => (el.tagName === 'INPUT' ? (NO_FIELD.has(el.type) ? el.value || el.alt : '') : textOf(el)).replace(/\s+/g, ' ').trim().slice(0, 200);
const seenNow = el => { const box = el.getBoundingClientRect(); return (box.width > 0 && box.height > 0) || el.type === 'file'; };

// Where it is, in pixels of the window.
function placeAgain(mark) {
  const el = foundAgain(mark);
  if (!el) return null;
  el.scrollIntoView({ block: 'center', inline: 'center' });
  const { x, y } = centre(el);
  return { x, y, on: !!el.checked };
}

function clearAgain(mark) {
  const el = foundAgain(mark);
  el?.focus();
  if (el?.select) el.select();
  else if (el?.isContentEditable) el.ownerDocument.execCommand('selectAll');
  return !!el;
}

function chooseAgain(mark, words, value) {
  const el = foundAgain(mark);
  const option = [...(el?.options ?? [])].find(o => o.text.trim() === words) ?? [...(el?.options ?? [])].find(o => o.value === value);
  if (!option) return false;
  el.focus();
  el.value = option.value;
  option.selected = true;
  el.dispatchEvent(new Event('input', { bubbles: true }));
  el.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}
