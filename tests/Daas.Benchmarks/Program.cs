using Daas.Benchmarks;

await BrowserPathRatio.MeasureAsync(args is [var rounds, ..] ? int.Parse(rounds) : 60);
