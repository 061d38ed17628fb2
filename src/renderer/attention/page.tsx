export default function AttentionPage() {
  return null;
}
