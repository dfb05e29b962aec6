using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Tests.Comparing;

/// <summary>Asks as the judge asks: is this attribute's value in the cloud what the state holds?</summary>
internal static class KindTable
{
    public static readonly Subject Home = new() { Account = "111122223333", Region = "eu-west-1" };

    /// <summary>Whether nothing is found between two values of <c>type.path</c>, in either direction.</summary>
    public static bool AreSame(string attribute, Value left, Value right, Subject? subject = null)
    {
        var (type, path) = Split(attribute);
        var facts = EventCatalog.Load().Type(type)?.Attribute(path) ?? throw new ArgumentException($"The catalogue has no attribute {attribute}.");
        var differ = new Differ(_ => false, (subject ?? Home) with { Type = type });
        var forth = differ.Compare(facts, path, left, right).Count == 0;
        var back = differ.Compare(facts, path, right, left).Count == 0;
        return forth == back ? forth : throw new InvalidOperationException($"{attribute}: {left} and {right} are the same in one direction only.");
    }

    public static bool AreSame(string attribute, string left, string right, Subject? subject = null) => AreSame(attribute, Value.Of(left), Value.Of(right), subject);

    /// <summary>A value out of JSON.</summary>
    public static Value Json(string json) => ValueReader.Read(System.Text.Encoding.UTF8.GetBytes(json));

    private static (string Type, string Path) Split(string attribute)
    {
        var dot = attribute.IndexOf('.', StringComparison.Ordinal);
        return (attribute[..dot], attribute[(dot + 1)..]);
    }
}
