namespace Daas.EndToEnd.Recording;

/// <summary>What eyes do, in one frame: the element that shows words, or the field that stands beside them.</summary>
internal static class Sight
{
    public const string Script = """
        ({ kind, words, near }) => {
          const fold = s => (s || '').replace(/[\s\u00a0]+/g, ' ').trim();
          const label = s => fold(s).replace(/^[*＊\s]+|[\s:：;；*＊]+$/g, '').replace(/\s/g, '');
          const shown = e => {
            const r = e.getBoundingClientRect(), s = getComputedStyle(e);
            if (!(r.width > 1 && r.height > 1 && s.visibility !== 'hidden' && s.display !== 'none' && s.opacity !== '0')) return false;
            // What lies under a dialog is not seen; what is further down the page can be scrolled to.
            const hit = document.elementFromPoint(r.left + Math.min(r.width / 2, 200), r.top + r.height / 2);
            return !hit || hit === e || e.contains(hit) || hit.contains(e) || kind === 'file';
          };
          const own = e => e.tagName === 'INPUT' && ['button', 'submit', 'reset'].includes(e.type) ? fold(e.value) : fold(e.innerText);
          const all = [...document.querySelectorAll('body *')];
          const rowOf = e => e.closest('tr, li, [role=row]') || e.parentElement;
          // What stands before it on the same line, for eyes that know of no rows.
          const lineOf = (e, words) => {
            const r = e.getBoundingClientRect(), middle = r.top + r.height / 2;
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              if (!fold(walk.currentNode.data).includes(words) || !shown(walk.currentNode.parentElement)) continue;
              const range = document.createRange();
              range.selectNodeContents(walk.currentNode);
              const t = range.getBoundingClientRect();
              if (Math.abs(t.top + t.height / 2 - middle) < 14 && t.right <= r.left + 8) return true;
            }
            return false;
          };
          const isNear = e => !near || fold(rowOf(e)?.innerText).includes(near) || fold(e.parentElement?.innerText).includes(near) || lineOf(e, near);
          const middle = e => { const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2, r]; };
          if (kind === 'text') return fold(document.body?.innerText).includes(words) ? document.body : null;
          if (kind === 'words') {
            const fits = all.filter(e => !['SCRIPT', 'STYLE', 'OPTION', 'SELECT'].includes(e.tagName) && shown(e) && own(e) === words && isNear(e));
            const inner = fits.filter(e => !fits.some(o => o !== e && e.contains(o)));
            const can = e => e.closest('[aria-haspopup]') ? 0.5 : e.closest('a, button, input, [onclick], [role=button], [role=link], [role=tab], [role=menuitem], label, summary') ? 0 : getComputedStyle(e).cursor === 'pointer' ? 1 : 2;
            inner.sort((a, b) => can(a) - can(b));
            if (inner.length) return inner[0];
            return all.filter(e => shown(e) && isNear(e) && [e.title, e.alt, e.getAttribute('aria-label')].some(t => fold(t) === words))[0]
              || all.filter(e => shown(e) && isNear(e) && e.title === words)[0] || null;
          }
          const ticks = ['checkbox', 'radio'];
          const is = e => kind === 'file' ? e.type === 'file'
            : kind === 'tick' ? ticks.includes(e.type)
            : kind === 'list' ? e.tagName === 'SELECT'
            : (e.tagName === 'TEXTAREA' || e.isContentEditable && !e.parentElement.isContentEditable
               || e.tagName === 'INPUT' && !['hidden', 'button', 'submit', 'reset', 'image', 'file', ...ticks].includes(e.type));
          const fields = all.filter(e => is(e) && (kind === 'file' || shown(e)) && isNear(e));
          const wanted = label(words);
          const byPlaceholder = fields.find(f => label(f.placeholder) === wanted);
          if (byPlaceholder) return byPlaceholder;
          const texts = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const node = walk.currentNode;
            if (label(node.data) !== wanted || !shown(node.parentElement)) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            texts.push(range.getBoundingClientRect());
          }
          for (const e of all)
            if (texts.length === 0 && shown(e) && ['LABEL', 'TH', 'TD', 'DT', 'SPAN', 'LEGEND', 'DIV'].includes(e.tagName) && label(e.innerText) === wanted) texts.push(e.getBoundingClientRect());
          let best = null, least = 1e9;
          for (const t of texts) for (const f of fields) {
            const r = f.getBoundingClientRect();
            const middle = t.top + t.height / 2;
            // Words stand beside a tall field anywhere.
            const dy = Math.min(Math.abs((r.top + Math.min(r.height, 30) / 2) - middle), r.height > 30 && middle > r.top && middle < r.bottom ? 6 : 1e9);
            const right = r.left - t.right, left = t.left - r.right, below = r.top - t.bottom;
            // A tick stands before its words or after; a field after or under them.
            let far = 1e9;
            if (dy < 14 && right > -8) far = right + dy * 3 + (kind === 'tick' ? 6 : 0);
            if (dy < 14 && kind === 'tick' && left > -8) far = Math.min(far, left + dy * 3);
            if (below > -4 && below < 60 && r.left < t.right + 20 && r.right > t.left - 20) far = Math.min(far, 200 + below * 3 + Math.abs(r.left - t.left));
            if (far < least) { least = far; best = f; }
          }
          return best || (kind === 'file' && fields.length === 1 ? fields[0] : null);
        }
        """;
}
