export default function RetirementPage() {
  return null;
}
