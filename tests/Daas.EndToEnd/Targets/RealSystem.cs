using System.Net.Sockets;

namespace Daas.EndToEnd.Targets;

/// <summary>A third-party system that may run on this machine; its tests are skipped, with the reason, where it does not.</summary>
internal static class RealSystem
{
    public static void Needed(string name, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect("127.0.0.1", port);
        }
        catch (SocketException)
        {
            Assert.Skip($"{name} is not running on 127.0.0.1:{port}; start it with its start.sh");
        }
    }
}
