using System.Text;

namespace Daas.Recorder.Import.Archives;

/// <summary>Compares addresses as a browser would ask for them.</summary>
internal static class Addresses
{
    public static bool AreSame(Uri one, Uri other) => Plain(one) == Plain(other);

    public static bool HaveSamePath(Uri one, Uri other) =>
        one.Authority == other.Authority && Uri.UnescapeDataString(one.AbsolutePath) == Uri.UnescapeDataString(other.AbsolutePath);

    // However Chinese characters and blanks are written.
    private static string Plain(Uri url) => url.GetLeftPart(UriPartial.Authority) + HarForms.Decoded(url.PathAndQuery).Normalize(NormalizationForm.FormC);
}
