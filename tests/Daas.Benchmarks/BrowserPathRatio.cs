using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.BrowserPath;
using Daas.Runtime.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Daas.Benchmarks;

/// <summary>The browser path against a plain warm Playwright script of the same search, list and page 2; taken in turns, so that both meet the same machine.</summary>
internal static class BrowserPathRatio
{
    private const int Warmups = 5;

    /// <param name="rounds">Runs of each.</param>
    /// <returns>p50 of the browser path divided by p50 of the script; at most 1.0 is wanted.</returns>
    public static async Task<double> MeasureAsync(int rounds)
    {
        await using var system = await StartAsync();
        var url = new Uri(system.Urls.First());
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium" });
        var script = await browser.NewPageAsync();
        var ours = await browser.NewPageAsync();
        var path = new BrowserPath(TimeProvider.System, NullLogger.Instance);
        var (theirTimes, ourTimes) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds + Warmups; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var cells = await ScriptAsync(script, url);
            var theirs = Stopwatch.GetElapsedTime(began);
            began = Stopwatch.GetTimestamp();
            var rows = await OursAsync(path, ours, url);
            var our = Stopwatch.GetElapsedTime(began);
            if (rows != 40 || cells != 40)
                throw new InvalidOperationException($"{rows} and {cells} rows instead of 40");
            if (i < Warmups)
                continue;
            theirTimes.Add(theirs.TotalMilliseconds);
            ourTimes.Add(our.TotalMilliseconds);
        }

        var ratio = Median(ourTimes) / Median(theirTimes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"browser path p50 {Median(ourTimes):0.0} ms, plain script p50 {Median(theirTimes):0.0} ms, ratio {ratio:0.00} ({rounds} rounds)"));
        return ratio;
    }

    private static async Task<int> ScriptAsync(IPage page, Uri url)
    {
        await page.GotoAsync(url.AbsoluteUri);
        await page.Locator("input[name=n]").FillAsync("张");
        await page.Locator("select[name=s]").SelectOptionAsync("西关");
        await page.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        await page.GetByText("张1-西", new() { Exact = true }).WaitForAsync();
        var rows = (await page.Locator("#list tr").AllInnerTextsAsync()).Count - 1;
        await page.GetByRole(AriaRole.Link, new() { Name = "下一页" }).ClickAsync();
        await page.GetByText("张21-西", new() { Exact = true }).WaitForAsync();
        rows += (await page.Locator("#list tr").AllInnerTextsAsync()).Count - 1;
        await page.GotoAsync("about:blank");
        return rows;
    }

    private static async Task<int> OursAsync(BrowserPath path, IPage page, Uri url)
    {
        var values = new TemplateValues();
        values["name"] = "张";
        var result = await path.RunAsync(
            new BrowserPlace(page, CancellationToken.None, () => { }),
            new Attempt
            {
                Adapter = new Adapter { Id = "a", Title = "a", Url = url },
                Operation = Search,
                Url = url,
                Values = values,
                Pages = 2,
                Rows = 1000,
            },
            _ => ValueTask.CompletedTask,
            CancellationToken.None);
        await page.GotoAsync("about:blank");
        return result.Error is null ? result.RowCount : throw new InvalidOperationException(result.Error.ToString());
    }

    private static Operation Search { get; } = new()
    {
        Id = "search",
        Kind = OperationKind.Pull,
        Title = "search",
        Steps =
        [
            new Step.Open("/"),
            new Step.Fill(new Locator([new Way { Label = "姓名" }]), "${name}"),
            new Step.Choose(new Locator([new Way { Label = "街道" }]), "西关"),
            new Step.Click(new Locator([new Way { Name = "查询" }])),
        ],
        Output = new Output
        {
            Rows = new RowSource.Table(["编号", "姓名"]),
            Fields = [new Field { Name = "id", Column = "编号", Type = FieldType.Integer }, new Field { Name = "name", Column = "姓名" }],
            Next = new Locator([new Way { Role = "link", Name = "下一页" }]),
            Empty = new Sign([new SignAlternative { Text = "没有记录" }]),
        },
    };

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
            string Of(string key) => (form is not null ? form[key] : context.Request.Query[key]).ToString();
            var page = int.TryParse(Of("page"), out var p) ? p : 1;
            var rows = new StringBuilder();
            for (var i = 0; i < 20; i++)
                rows.Append(CultureInfo.InvariantCulture, $"<tr><td>{(page * 20) - 19 + i}</td><td>{Of("n")}{(page * 20) - 19 + i}-{Of("s")}</td><td>2026-01-05</td><td>正常</td></tr>");
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync($"""
                <!DOCTYPE html><html><head><title>查询居民</title></head><body><h1>查询居民</h1><form method=post action="/"><table><tr><td>姓名：</td><td><input name=n></td>
                <td>街道</td><td><select name=s><option value=东>东关</option><option value=西>西关</option></select></td></tr></table><input type=submit value="查询"></form>
                <table id=list border=1><tr><th>编号</th><th>姓名</th><th>登记日期</th><th>状态</th></tr>{rows}</table><a href="/?n={Of("n")}&s={Of("s")}&page={page + 1}">下一页</a></body></html>
                """);
        });
        await app.StartAsync();
        return app;
    }
}
