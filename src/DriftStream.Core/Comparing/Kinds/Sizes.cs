using System.Globalization;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Processors and memory of tasks and services: 1 vCPU is 1024 units, 2 GB are 2048 MiB.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html</remarks>
internal static class Sizes
{
    private const int Factor = 1024;

    public static ValueComparer Comparer { get; } = ValueComparer.ByText("sizes", Canonical);

    private static string Canonical(string text)
    {
        var plain = text.Trim();
        foreach (var unit in (ReadOnlySpan<string>)["vcpu", "gib", "gb"])
        {
            if (plain.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && decimal.TryParse(plain.AsSpan(0, plain.Length - unit.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                && amount < int.MaxValue)
            {
                return (amount * Factor).ToString("0.####", CultureInfo.InvariantCulture);
            }
        }

        return plain;
    }
}
