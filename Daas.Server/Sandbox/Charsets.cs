using System.Text;

namespace Daas.Server.Sandbox;

/// <summary>The Chinese charsets of old systems.</summary>
internal static class Charsets
{
    /// <summary>GBK, which pages call gb2312; a character it lacks is written as a numeric reference.</summary>
    internal static Encoding Gbk { get; } = CodePagesEncodingProvider.Instance.GetEncoding(936, new ReferenceFallback(), DecoderFallback.ReplacementFallback)!;

    internal static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(54936)!;

    private sealed class ReferenceFallback : EncoderFallback
    {
        public override int MaxCharCount => 10;

        public override EncoderFallbackBuffer CreateFallbackBuffer() => new ReferenceBuffer();
    }

    private sealed class ReferenceBuffer : EncoderFallbackBuffer
    {
        private string _text = "";
        private int _at;

        public override int Remaining => _text.Length - _at;

        public override bool Fallback(char charUnknown, int index) => Begin(charUnknown);

        public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) => Begin(char.ConvertToUtf32(charUnknownHigh, charUnknownLow));

        public override char GetNextChar() => _at < _text.Length ? _text[_at++] : '\0';

        public override bool MovePrevious()
        {
            if (_at == 0) return false;
            _at--;
            return true;
        }

        public override void Reset() => (_text, _at) = ("", 0);

        private bool Begin(int character)
        {
            (_text, _at) = ($"&#{character};", 0);
            return true;
        }
    }
}
