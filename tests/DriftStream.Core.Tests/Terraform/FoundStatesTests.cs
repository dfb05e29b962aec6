using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Terraform;

/// <summary>Runs over states that other people's programs were tested with, where they lie beside this repository.</summary>
public sealed class FoundStatesTests(ITestOutputHelper output)
{
    private static readonly string[] MeantToBeUnreadable =
    [
        "pkg__input__golden_test__tfstate__example-01__state.json",
        "110_sensitive_values__state.json",
        "no_changes__state.json",
        "pkg__terraform__testdata__invalid.tfstate",
    ];

    [Fact]
    public void Every_state_found_elsewhere_is_read_or_refused_with_a_sentence()
    {
        var folder = Checkout.Shared("data", "states");
        var refused = new List<string>();
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Sentence(path) is { } sentence)
            {
                refused.Add(Path.GetFileName(path));
                output.WriteLine($"refused {sentence}");
            }
        }

        refused.ShouldBe(MeantToBeUnreadable, ignoreOrder: true);
    }

    private string? Sentence(string path)
    {
        try
        {
            var state = StateReader.Read(File.ReadAllBytes(path), new StateSource(Path.GetFileName(path), Path.GetFileName(path)));
            state.Instances.ShouldAllBe(instance => instance.Attributes.Members.Count > 0 || instance.Attributes.Kind == Core.Values.ValueKind.Map);
            output.WriteLine($"read    {state.Name}: version {state.Version}, {state.Instances.Count} of AWS, {state.OtherInstances} others{string.Concat(state.Problems.Select(p => $"\n          {p}"))}");
            return null;
        }
        catch (StateUnreadableException exception)
        {
            return exception.Message;
        }
    }
}
