/** The page's nonce, from the meta element that the build writes; undefined on a page without a policy. */
export function pageNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || undefined;
}

/**
 * Gives the nonce to every style element that a script makes. Dialogs and drawers of the component library lock the
 * scrolling of the page with a style of their own and forget the nonce. What is injected as HTML still has none: it does
 * not pass through here.
 */
export function giveStylesTheNonce(): void {
  const nonce = pageNonce();
  if (nonce === undefined) return;
  const create = document.createElement.bind(document);
  const withNonce = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  document.createElement = withNonce as typeof document.createElement;
}
