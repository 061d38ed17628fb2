export default function SyncPage() {
  return null;
}
