use imagepull::simulate::{Detail, scenario::Scenario, simulate_pulls_watched};
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let detail = match std::env::args().nth(2).as_deref() {
        Some("summary") => Detail::Summary,
        Some("pulls") => Detail::Pulls,
        _ => Detail::Full,
    };
    let scenario: Scenario = serde_json::from_str(&text).unwrap();
    let t = std::time::Instant::now();
    let mut n = 0;
    let trace = simulate_pulls_watched(&scenario, detail, usize::MAX, |_| n += 1);
    println!("run {:?} watch calls {n} (x10000 steps)", t.elapsed());
    println!(
        "errors {} pulls {} events {}",
        trace.errors.len(),
        trace.pulls.len(),
        trace.events.len()
    );
    println!("{:?}", trace.summary);
    let t = std::time::Instant::now();
    println!(
        "json {} MB {:?}",
        serde_json::to_string(&trace).unwrap().len() / 1_000_000,
        t.elapsed()
    );
}
