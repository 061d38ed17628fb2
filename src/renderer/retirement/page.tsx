export default function RetirementsPage() {
  return null;
}
