export default function HelloPage() {
  return <p>Hello, world</p>;
}
