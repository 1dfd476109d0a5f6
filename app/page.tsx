/** Placeholder until the overview arrives. */
export default function Page() {
  return <main>Standing</main>;
}
