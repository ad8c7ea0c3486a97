interface Page {
  readonly title: string;
  /** BCP 47, for screen readers. */
  readonly language: string;
  readonly script: string;
  readonly nonce: string;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * The page of a webview: one script, nothing inline, nothing from the network. Styles are adopted by the script as
 * constructed style sheets, which need no permission, so `style-src` stays closed; the components draw a handle from a
 * `data:` image, which cannot run anything.
 */
export function webviewHtml({ title, language, script, nonce }: Page): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
</head>
<body>
<main id="root"></main>
<script type="module" nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}
