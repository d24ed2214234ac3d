// What the page shown asks over its picture: its dialogs, its lists, its wish for files; and what it copies.

/** An element with its attributes, listeners (on…) and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

export class Asks {
  #stage; #words; #url; #token; #send; #focus; #scale; #say;
  #open = null;

  /**
   * @param {HTMLElement} stage what it is put over
   * @param {Record<string, string>} words the texts
   * @param {{url: string, token?: string, send: Function, focus: () => void, scale: () => number, say: Function}} view url: the screen's; token: proves that
   *   files come from our own page; send: a message to the screen; focus: the keyboard goes to the page shown again; scale: pixels of this page to one of the
   *   page shown; say: a note below the picture
   */
  constructor(stage, words, { url, token, send, focus, scale, say }) {
    this.#stage = stage;
    this.#words = words;
    this.#url = url;
    this.#token = token;
    this.#send = send;
    this.#focus = focus;
    this.#scale = scale;
    this.#say = say;
  }

  /** What is asked now: dialog, list or files; null: nothing. */
  get kind() { return this.#open?.kind ?? null; }

  /** Whether something must be answered before the page goes on; the keyboard goes there. A list just closes. */
  insists() {
    if (this.#open?.kind === 'list') {
      this.#shut();
      this.#send({ do: 'choose', option: null });
    }
    this.#open?.element.querySelector('input,button')?.focus();
    return this.#open !== null;
  }

  /** Takes it away; with a kind: only if it is that. */
  shut(kind = this.kind) { if (this.#open && this.#open.kind === kind) this.#shut(true); }

  /** Takes it away and leaves the keyboard where it is. */
  drop() { this.#shut(); }

  #shut(back = false) {
    this.#open?.element.remove();
    this.#open = null;
    if (back) this.#focus();
  }

  #box(kind, role, title, ...content) {
    this.#shut();
    const modal = role === 'alertdialog' ? 'true' : null;
    const element = make('div', { class: `live-box live-${kind}`, role, 'aria-modal': modal, 'aria-label': title }, make('h3', {}, title), ...content);
    this.#open = { kind, element };
    this.#stage.append(element);
    return element;
  }

  /** A dialog of the page. */
  dialog({ kind, text, default: suggested }) {
    const t = this.#words, leaving = kind === 'beforeunload';
    const field = kind === 'prompt' ? make('input', { type: 'text', 'aria-label': t.answer }) : null;
    if (field) field.value = suggested;
    const answer = accept => { this.#shut(true); this.#send({ do: 'answer', accept, reply: field && accept ? field.value : null }); };
    const yes = make('button', { type: 'submit', class: 'primary' }, leaving ? t.leave : t.ok);
    const no = make('button', { type: 'button', hidden: kind === 'alert', onclick: () => answer(false) }, leaving ? t.stay : t.cancel);
    const form = make('form', {
      onsubmit: e => { e.preventDefault(); answer(true); },
      onkeydown: e => { if (e.key === 'Escape') { e.preventDefault(); answer(kind === 'alert'); } },
    }, make('p', { class: 'live-said' }, leaving ? t.leaves : text), ...(field ? [field] : []),
      make('div', { class: 'live-buttons' }, yes, no));
    this.#box('dialog', 'alertdialog', leaving ? t.leaveTitle : t.says, form);
    (field ?? yes).focus();
    field?.select();
  }

  /** A list that the browser would open over the page. */
  list({ options, chosen, box: [x, y, width, height] }) {
    this.#shut();
    const scale = this.#scale(), id = `live-${Math.random().toString(36).slice(2)}`;
    let at = chosen, written = '', wroteAt = 0, group = null;
    const rows = [], list = make('ul', { class: 'live-list', role: 'listbox', tabindex: 0, 'aria-label': this.#words.list });
    options.forEach((option, index) => {
      if (option.group !== group && option.group) list.append(make('li', { class: 'live-group', role: 'presentation' }, option.group));
      group = option.group;
      rows.push(make('li', {
        id: `${id}-${index}`, role: 'option', 'aria-selected': 'false', 'aria-disabled': option.disabled ? 'true' : null,
        class: option.group ? 'in-group' : null, onclick: () => { if (!option.disabled) choose(index); },
      }, option.text || '\u00a0'));
      list.append(rows[index]);
    });
    const choose = index => { this.#shut(true); this.#send({ do: 'choose', option: index }); };
    const mark = to => {
      if (!rows[to]) return;
      rows[at]?.setAttribute('aria-selected', 'false');
      rows[at = to].setAttribute('aria-selected', 'true');
      list.setAttribute('aria-activedescendant', rows[at].id);
      rows[at].scrollIntoView({ block: 'nearest' });
    };
    const walk = (from, step) => { for (let to = from; to >= 0 && to < rows.length; to += step) if (!options[to].disabled) return mark(to); };
    list.addEventListener('keydown', e => {
      if (e.ctrlKey || e.metaKey || (e.altKey && !e.key.startsWith('Arrow'))) return;
      const acts = {
        ArrowDown: () => walk(at + 1, 1), ArrowUp: () => walk(at - 1, -1), Home: () => walk(0, 1), End: () => walk(rows.length - 1, -1),
        PageDown: () => walk(Math.min(rows.length - 1, at + 10), 1), PageUp: () => walk(Math.max(0, at - 10), -1),
        Enter: () => choose(at), Escape: () => choose(null), Tab: () => choose(at),
      };
      const act = e.key === ' ' && Date.now() - wroteAt > 800 ? acts.Enter : acts[e.key];
      if (!act && e.key.length !== 1) return;
      e.preventDefault();
      if (act) return act();
      written = Date.now() - wroteAt > 800 ? e.key : written + e.key;
      wroteAt = Date.now();
      const found = options.findIndex(o => !o.disabled && o.text.trim().toLowerCase().startsWith(written.toLowerCase()));
      if (found >= 0) mark(found);
    });
    list.addEventListener('blur', () => setTimeout(() => { if (this.#open?.element === list) choose(null); }));
    this.#open = { kind: 'list', element: list };
    this.#stage.append(list);
    const below = this.#stage.clientHeight - (y + height) * scale, above = y * scale, up = below < Math.min(list.offsetHeight, 160) && above > below;
    const left = Math.min(x * scale, this.#stage.clientWidth - Math.max(width * scale, list.offsetWidth));
    Object.assign(list.style, {
      left: `${Math.max(0, left)}px`, minWidth: `${width * scale}px`, maxHeight: `${Math.max(80, (up ? above : below) - 8)}px`,
      [up ? 'bottom' : 'top']: up ? `${this.#stage.clientHeight - above}px` : `${(y + height) * scale}px`,
    });
    list.focus({ preventScroll: true });
    mark(chosen);
  }

  /** The page asks for files. */
  files({ multiple, accept }) {
    const t = this.#words, state = make('p', { role: 'status' });
    const input = make('input', { type: 'file', multiple, accept: accept || null, 'aria-label': t.choose });
    const quit = make('button', { type: 'button', onclick: () => { this.#shut(true); this.#send({ do: 'noFiles' }); } }, t.cancel);
    const box = this.#box('files', 'dialog', multiple ? t.filesTitle : t.fileTitle, input, state, make('div', { class: 'live-buttons' }, quit));
    box.addEventListener('keydown', e => { if (e.key === 'Escape') quit.click(); });
    input.addEventListener('change', async () => {
      if (!input.files.length) return;
      const form = new FormData();
      for (const file of input.files) form.append('files', file, file.name);
      input.disabled = quit.disabled = true;
      state.textContent = t.uploading;
      const token = this.#token ?? document.querySelector('input[name="__RequestVerificationToken"]')?.value ?? '';
      const answer = await fetch(`${this.#url}/files`, { method: 'POST', body: form, headers: { RequestVerificationToken: token } }).catch(() => null);
      if (this.#open?.element !== box) return;
      if (answer?.ok) return this.#shut(true);
      input.disabled = quit.disabled = false;
      state.textContent = answer?.status === 413 ? t.tooLarge : t.uploadFailed;
    });
    input.focus();
    // Allowed for a moment after the click that asked; else the person presses the button.
    try { input.showPicker(); } catch { /* not any longer */ }
  }

  /** Puts on the person's clipboard what the page put on its own. */
  async copy(text) {
    const t = this.#words;
    try {
      await navigator.clipboard.writeText(text);
      return this.#say(t.copied);
    } catch { /* not a secure page, or not allowed */ }
    const write = () => {
      const field = make('textarea', { class: 'live-keys' });
      this.#stage.append(field);
      field.value = text;
      field.select();
      const done = document.execCommand('copy');
      field.remove();
      this.#focus();
      return done;
    };
    if (write()) this.#say(t.copied);
    else this.#say(`${t.copyAsk} `, make('button', { type: 'button', onclick: () => this.#say(write() ? t.copied : t.copyFailed) }, t.copy));
  }
}
