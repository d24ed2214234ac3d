// A browser that runs on the server, shown and used in this page: its tabs, its address, its picture, and what it asks. Text of the page shown is only ever put
// in as text. Tells its element: live:open, live:tabs, live:download, live:cut, live:elsewhere, live:gone, live:ended.

import { Asks, make } from './live-asks.js';
import { Hands } from './live-hands.js';

const WAITS = [300, 700, 1500, 3000, 5000];

export class Live {
  #element; #url; #words; #options;
  #socket = null; #tries = 0; #retry = 0; #over = false; #room = '';
  #frame = { width: 0, height: 0 };
  #typed = false; #sizes; #asks;
  #tabs; #bar; #back; #forward; #reload; #address; #stage; #canvas; #pen; #keys; #note; #cut;

  /**
   * @param {HTMLElement} element filled with it; as large as its style makes it
   * @param {string} url such as /studio/live/ID
   * @param {Record<string, string>} words the texts, as LiveWords tells them
   * @param {{minWidth?: number, token?: string, address?: boolean}} options minWidth: below it the picture shrinks instead of the page; token: for uploads,
   *   else the page's own form field is taken; address: false hides the address bar
   */
  constructor(element, url, words, options = {}) {
    this.#element = element;
    this.#url = url;
    this.#words = words;
    this.#options = { minWidth: 1000, address: true, ...options };
    this.#build();
    this.#listen();
    this.#sizes = new ResizeObserver(() => this.#measure());
    this.#sizes.observe(this.#stage);
    this.connect();
  }

  /** Connects anew, such as after the browser was started again. */
  connect() {
    clearTimeout(this.#retry);
    this.#drop();
    this.#over = false;
    const socket = this.#socket = new WebSocket(new URL(this.#url, location.href).href.replace(/^http/, 'ws'));
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.#tries = 0;
      this.#room = '';
      this.#lost(null);
      this.#measure();
      this.#tell('open');
    };
    socket.onmessage = ({ data }) => typeof data === 'string' ? this.#hear(JSON.parse(data)) : this.#show(data);
    socket.onclose = ({ code }) => { if (socket === this.#socket) this.#closed(code); };
  }

  /** Ends it; the element is left empty. */
  close() {
    this.#over = true;
    clearTimeout(this.#retry);
    this.#drop();
    this.#sizes.disconnect();
    this.#element.replaceChildren();
  }

  /** Gives the keyboard to the page shown. */
  focus() { this.#keys.focus({ preventScroll: true }); }

  #build() {
    const t = this.#words, button = (name, icon, act) => make('button', { type: 'button', title: t[name], 'aria-label': t[name], onclick: act }, icon);
    this.#tabs = make('div', { class: 'live-tabs', role: 'tablist', 'aria-label': t.tabs });
    this.#back = button('back', '←', () => this.#send({ do: 'back' }));
    this.#forward = button('forward', '→', () => this.#send({ do: 'forward' }));
    this.#reload = button('reload', '↻', () => this.#send({ do: 'reload' }));
    this.#address = make('input', { type: 'text', inputmode: 'url', autocomplete: 'off', spellcheck: 'false', 'aria-label': t.address });
    this.#bar = make('form', { class: 'live-bar', hidden: !this.#options.address }, this.#back, this.#forward, this.#reload, this.#address);
    this.#canvas = make('canvas', { 'aria-hidden': 'true' });
    this.#pen = this.#canvas.getContext('2d', { alpha: false });
    this.#keys = make('textarea', { class: 'live-keys', 'aria-label': t.keys, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', rows: 1 });
    this.#cut = make('p', { class: 'live-cut', role: 'status', hidden: true });
    this.#stage = make('div', { class: 'live-stage' }, this.#canvas, this.#keys, this.#cut);
    this.#note = make('p', { class: 'live-note', role: 'status' });
    this.#element.classList.add('live-view');
    this.#element.replaceChildren(this.#tabs, this.#bar, this.#stage, this.#note);
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #tell(name, detail) { this.#element.dispatchEvent(new CustomEvent(`live:${name}`, { detail, bubbles: true })); }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    this.#asks?.drop();
    socket?.close();
  }

  async #closed(code) {
    const t = this.#words;
    this.#drop();
    if (this.#over) return;
    const again = word => make('button', { type: 'button', onclick: () => this.connect() }, word);
    if (code === 4001) return this.#lost(t.elsewhere, again(t.here)), this.#tell('elsewhere');
    if (code === 1000) return this.#lost(t.ended), this.#tell('ended');
    if (code === 4002) return this.#lost(t.gone), this.#tell('gone');
    this.#lost(t.cut);
    this.#tell('cut');
    if (this.#tries > 1) {
      const status = await fetch(this.#url, { redirect: 'manual' }).then(a => a.type === 'opaqueredirect' ? 401 : a.status, () => 0);
      if (this.#over || this.#socket) return;
      if (status === 404) return this.#lost(t.ended), this.#tell('ended');
      if (status === 401) return this.#lost(t.signIn, make('a', { href: location.href }, t.reloadPage)), this.#tell('ended');
    }
    this.#retry = setTimeout(() => this.connect(), WAITS[Math.min(this.#tries++, WAITS.length - 1)]);
  }

  #lost(text, ...more) {
    this.#cut.hidden = text === null;
    this.#stage.classList.toggle('lost', text !== null);
    this.#cut.replaceChildren(text ?? '', ...more);
  }

  #say(...parts) { this.#note.replaceChildren(...parts); }

  // The picture.

  #measure() {
    const { clientWidth: wide, clientHeight: high } = this.#stage;
    if (wide < 50 || high < 50) return;
    const shrink = Math.min(1, wide / this.#options.minWidth);
    const room = { do: 'resize', width: Math.floor(wide / shrink), height: Math.floor(high / shrink), scale: (window.devicePixelRatio || 1) * shrink };
    const key = JSON.stringify(room);
    if (key !== this.#room && this.#socket?.readyState === WebSocket.OPEN) {
      this.#room = key;
      this.#send(room);
    }
    this.#fit();
  }

  #fit() {
    const { width, height } = this.#frame;
    if (!width) return;
    const scale = Math.min(this.#stage.clientWidth / width, this.#stage.clientHeight / height, 1);
    this.#canvas.style.width = `${width * scale}px`;
    this.#canvas.style.height = `${height * scale}px`;
  }

  async #show(data) {
    const socket = this.#socket, head = new DataView(data), number = head.getInt32(0, true);
    const picture = await createImageBitmap(new Blob([new Uint8Array(data, 8)], { type: 'image/jpeg' })).catch(() => null);
    // A page that nobody sees takes no further picture until somebody does.
    if (document.hidden) await new Promise(seen => document.addEventListener('visibilitychange', seen, { once: true }));
    if (socket !== this.#socket) return picture?.close();
    if (picture) {
      const before = this.#frame;
      this.#frame = { width: head.getUint16(4, true), height: head.getUint16(6, true) };
      for (const side of ['width', 'height']) if (this.#canvas[side] !== picture[side]) this.#canvas[side] = picture[side];
      this.#pen.drawImage(picture, 0, 0);
      picture.close();
      if (before.width !== this.#frame.width || before.height !== this.#frame.height) this.#fit();
    }
    this.#send({ do: 'ack', frame: number });
  }

  // What the browser tells.

  #hear(told) {
    switch (told.what) {
      case 'tabs': this.#showTabs(told); break;
      case 'dialog': this.#asks.dialog(told); break;
      case 'dialogClosed': this.#asks.shut('dialog'); break;
      case 'select': this.#asks.list(told); break;
      case 'selectClosed': this.#asks.shut('list'); break;
      case 'chooser': this.#asks.files(told); break;
      case 'cursor': this.#canvas.style.cursor = told.shape; break;
      case 'copied': this.#asks.copy(told.text); break;
      case 'refused': this.#say(this.#words.refused); break;
      case 'downloaded':
        this.#say(`${this.#words.downloaded} `, make('a', { href: `${this.#url}/downloads/${told.id}`, download: told.name }, told.name));
        this.#tell('download', told);
        break;
    }
  }

  #showTabs({ all, back, forward }) {
    const focused = this.#tabs.contains(document.activeElement), active = all.find(tab => tab.active);
    this.#tabs.replaceChildren(...all.map(tab => make('div', { class: 'live-tab', role: 'presentation', 'data-active': String(tab.active) },
      make('button', {
        type: 'button', role: 'tab', title: tab.title, tabindex: tab.active ? 0 : -1,
        'aria-selected': String(tab.active), 'aria-busy': tab.loading ? 'true' : null,
        onclick: () => this.#send({ do: 'activate', tab: tab.id }), onkeydown: e => this.#walkTabs(e, all),
      }, tab.title),
      ...(all.length > 1 ? [make('button', {
        type: 'button', class: 'live-close', title: this.#words.closeTab, 'aria-label': `${this.#words.closeTab}: ${tab.title}`,
        onclick: () => this.#send({ do: 'close', tab: tab.id }),
      }, '×')] : []))));
    this.#back.disabled = !back;
    this.#forward.disabled = !forward;
    if (active) {
      if (!this.#typed) this.#address.value = active.address === 'about:blank' ? '' : active.address;
      this.#stage.setAttribute('aria-busy', String(!!active.loading));
      this.#element.classList.toggle('live-loading', !!active.loading);
      if (active.crashed) this.#lost(this.#words.crashed, make('button', { type: 'button', onclick: () => this.#send({ do: 'reload' }) }, this.#words.reload));
      else if (this.#socket?.readyState === WebSocket.OPEN) this.#lost(null);
    }
    if (focused) this.#tabs.querySelector('[aria-selected=true]')?.focus();
    this.#tell('tabs', { all });
  }

  #walkTabs(e, all) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (!step) return;
    e.preventDefault();
    this.#send({ do: 'activate', tab: all[(all.findIndex(tab => tab.active) + step + all.length) % all.length].id });
  }

  #listen() {
    this.#bar.addEventListener('submit', e => {
      e.preventDefault();
      this.#typed = false;
      this.#say('');
      this.#send({ do: 'navigate', address: this.#address.value });
      this.focus();
    });
    this.#address.addEventListener('input', () => { this.#typed = true; });
    this.#address.addEventListener('keydown', e => { if (e.key === 'Escape') this.#typed = false; });
    const send = message => this.#send(message);
    this.#asks = new Asks(this.#stage, this.#words, {
      url: this.#url, token: this.#options.token, send, focus: () => this.focus(), scale: () => this.#canvas.clientWidth / this.#frame.width || 1,
      say: (...parts) => this.#say(...parts),
    });
    new Hands({ stage: this.#stage, canvas: this.#canvas, keys: this.#keys }, {
      send, width: () => this.#frame.width,
      asked: () => this.#asks.insists(),
      leave: () => (this.#options.address ? this.#address : this.#tabs.querySelector('[aria-selected=true]'))?.focus(),
    });
  }
}
