using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Adapters.Checks;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>Where an operation refers to one of its inputs, and putting something else there.</summary>
internal static class InputUse
{
    /// <summary>True for the input itself, and for the name of the file that it is.</summary>
    private static bool Is(string reference, Parameter input) =>
        reference == input.Name || (input.Type == ParameterType.File && reference == $"{input.Name}.name");

    public static Operation Renamed(Operation operation, Parameter input, string name) => new TemplateChange(
        (template, _) => template.Replace((reference, format) => Is(reference, input)
            ? $"${{{name}{reference[input.Name.Length..]}{(format is null ? "" : ":" + format)}}}" : null),
        named => named == input.Name ? name : named).Of(operation);

    /// <summary>Its value in place of every reference, as each place takes it.</summary>
    /// <param name="operation">Whose input it is.</param>
    /// <param name="input">It.</param>
    /// <param name="value">In the REST surface's form.</param>
    /// <param name="charset">In which the system has its addresses; null: UTF-8.</param>
    /// <exception cref="FormatException">The value cannot stand as a text at one of the places.</exception>
    public static Operation Constant(Operation operation, Parameter input, string value, string? charset)
    {
        var values = new TemplateValues();
        values.Set(input.Name, value, input.Format);
        var coding = charset is null ? Encoding.UTF8 : Charsets.Find(charset) ?? Encoding.UTF8;
        return new TemplateChange(Put, named => named == input.Name ? null : named).Of(operation);

        Template Put(Template template, TemplateUse use)
        {
            if (!template.References.Contains(input.Name))
                return template;
            var put = template.Replace((reference, format) => reference == input.Name
                ? Literal(Template.Parse(format is null ? $"${{{reference}}}" : $"${{{reference}:{format}}}"), template, use) : null);
            // A value that ends in a backslash or a dollar would make something else of what stands behind it.
            return put.References.SequenceEqual(template.References.Where(r => r != input.Name)) ? put
                : throw new FormatException($"'{value}' cannot stand as a text in '{template}'");
        }

        string Literal(Template alone, Template whole, TemplateUse use) => Template.Escape(use switch
        {
            TemplateUse.Text => alone.Fill(values)!,
            // At the very start it is an address itself.
            TemplateUse.Address => whole.Source.StartsWith(alone.Source, StringComparison.Ordinal) ? alone.Fill(values)!
                : Template.Parse("/" + alone.Source).FillAddress(values, coding)![1..],
            TemplateUse.Json => alone.FillJson(values)!,
            TemplateUse.Pattern => alone.FillPattern(values)!,
            _ => throw new ArgumentOutOfRangeException(nameof(use), use, null),
        });
    }

    /// <summary>How often it is referred to.</summary>
    public static int Count(Operation operation, Parameter input)
    {
        var count = 0;
        new TemplateChange(
            (template, _) =>
            {
                count += template.References.Count(r => Is(r, input));
                return template;
            },
            name =>
            {
                count += name == input.Name ? 1 : 0;
                return name;
            }).Of(operation);
        return count + Scripts(operation, input).Count();
    }

    /// <summary>Steps whose JavaScript has its name.</summary>
    public static IEnumerable<Step> Scripts(Operation operation, Parameter input) =>
        StepChecks.All(operation.Steps).Where(s => s is Step.Evaluate evaluate && evaluate.Script.Contains(input.Name, StringComparison.Ordinal));

    /// <summary>A step that cannot be done without it: its element is found by it, or it is part of an address; null when there is none.</summary>
    public static Step? Needing(Operation operation, Parameter input)
    {
        foreach (var step in StepChecks.All(operation.Steps))
        {
            var needs = false;
            var looking = new TemplateChange((template, _) =>
            {
                needs |= template.References.Any(r => Is(r, input));
                return template;
            }, name => name);
            // What is put in may be left out, the step with it.
            looking.Of(step switch
            {
                Step.Fill fill => fill with { With = "" },
                Step.Choose choose => choose with { Option = "" },
                Step.Check check => check with { To = "true" },
                Step.Answer answer => answer with { With = null },
                Step.InWindow window => window with { Steps = [] },
                _ => step,
            });
            if (needs && step.When != input.Name)
                return step;
        }

        return null;
    }
}
