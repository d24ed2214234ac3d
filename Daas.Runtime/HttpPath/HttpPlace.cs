using Daas.Runtime.HttpPath.Cookies;
using Daas.Runtime.HttpPath.Sending;

namespace Daas.Runtime.HttpPath;

/// <summary>Where a run takes place: the connections to its hosts, and its session's cookies.</summary>
/// <param name="Wire">The connections.</param>
/// <param name="Jar">The cookies.</param>
/// <param name="UserAgent">What requests call themselves.</param>
/// <param name="Time">The clock.</param>
internal sealed record HttpPlace(HostWire Wire, CookieJar Jar, string UserAgent, TimeProvider Time);
