export default function RelationsPage() {
  return null;
}
