using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>Puts known differences on a state's value: what the cloud is believed to hold.</summary>
public static class Overlay
{
    /// <summary>The attribute's value in the cloud, by the state and the open differences under that attribute.</summary>
    public static Value Apply(Value state, IEnumerable<Difference> differences)
    {
        var value = state;
        foreach (var difference in differences.Where(d => !d.Hidden))
        {
            value = difference.Element.Length > 0
                ? AttributePath.Update(value, difference.Path, set => WithElement(set, difference))
                : AttributePath.Set(value, difference.Path, difference.InCloud);
        }

        return value;
    }

    private static Value WithElement(Value set, Difference difference) => difference.InCloud.IsNull
        ? Value.ListOf(set.Items.Where(i => Meaning.Canonical(i) != difference.Element))
        : Value.ListOf(set.Items.Append(difference.InCloud));
}
