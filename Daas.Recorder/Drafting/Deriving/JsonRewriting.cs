using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>A JSON body with the sources of its values in their place.</summary>
/// <param name="bind">For a value and the name it stands under: its source.</param>
internal sealed class JsonRewriting(Func<string, string, string> bind)
{
    private readonly StringBuilder _text = new();

    public Template Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        Write(document.RootElement, "");
        return Template.Parse(_text.ToString());
    }

    private void Write(JsonElement at, string name)
    {
        switch (at.ValueKind)
        {
            case JsonValueKind.Object:
                _text.Append('{');
                foreach (var (property, i) in at.EnumerateObject().Select((p, i) => (p, i)))
                {
                    _text.Append(i > 0 ? "," : "").Append(Literal(JsonSerializer.Serialize(property.Name))).Append(':');
                    Write(property.Value, property.Name);
                }

                _text.Append('}');
                break;
            case JsonValueKind.Array:
                _text.Append('[');
                foreach (var (item, i) in at.EnumerateArray().Select((item, i) => (item, i)))
                {
                    _text.Append(i > 0 ? "," : "");
                    Write(item, name);
                }

                _text.Append(']');
                break;
            case JsonValueKind.String:
                var text = at.GetString()!;
                var bound = bind(text, name);
                _text.Append('"').Append(bound == Template.Escape(text)
                    ? Literal(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()) : bound).Append('"');
                break;
            case JsonValueKind.Number:
                var number = at.GetRawText();
                _text.Append(bind(number, name));
                break;
            default:
                _text.Append(at.GetRawText());
                break;
        }
    }

    private static string Literal(string text) => Template.Escape(text);
}
