// What an adapter says is shown as text: Swagger UI would read it as Markdown with HTML. Its own few words come marked up the same way.
const ownWords = /^<i>([A-Za-z ]+)<\/i>/;

const plainText = () => ({
  wrapComponents: {
    Markdown: (original, system) => ({ source }) =>
      system.React.createElement('div', { className: 'plain-text' }, (source || '').replace(ownWords, '$1')),
  },
});

const chooser = document.getElementById('chooser');
const link = document.getElementById('document');

function show(url) {
  link.href = url;
  window.SwaggerUIBundle({
    url,
    dom_id: '#operations',
    deepLinking: true,
    persistAuthorization: false,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    plugins: [plainText],
    presets: [window.SwaggerUIBundle.presets.apis],
  });
}

if (chooser) {
  chooser.addEventListener('change', () => {
    const address = new URL(location.href);
    address.hash = '';
    if (chooser.selectedOptions[0].dataset.adapter) address.searchParams.set('adapter', chooser.selectedOptions[0].dataset.adapter);
    else address.searchParams.delete('adapter');
    history.replaceState(null, '', address);
    show(chooser.value);
  });
  show(chooser.value);
}
