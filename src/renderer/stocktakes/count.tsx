export default function CountPage() {
  return null;
}
