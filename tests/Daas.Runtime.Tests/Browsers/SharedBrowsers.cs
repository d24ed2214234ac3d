using Daas.Runtime.Browsers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daas.Runtime.Tests.Browsers;

/// <summary>One pool for every test that only needs a browser. Tests in this collection run one after the other.</summary>
public sealed class SharedBrowsers : IAsyncDisposable
{
    public BrowserPool Pool { get; } = new(new BrowserFinder(), new(), TimeProvider.System, NullLogger<BrowserPool>.Instance);

    public ValueTask DisposeAsync() => Pool.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<SharedBrowsers>
{
    public const string Name = "browser";
}
