namespace DriftStream.Accuracy;

/// <summary>The closest peer, tfdrift-falco, by its published rule and tables, counted by us over the whole log of which we have half.</summary>
internal static class Peer
{
    public const string Name = "tfdrift-falco";

    /// <summary>Records in the whole log.</summary>
    public const int Records = 2900;

    /// <summary>Those that change something.</summary>
    public const int Changing = 574;

    /// <summary>Event names of its rule that can raise an alert.</summary>
    public const int EventNames = 208;

    private const int Alerts = 278;
    private const int Right = 14;

    /// <summary>Right alerts among all.</summary>
    public static Share Precision { get; } = new(Right, Alerts);

    /// <summary>Right alerts among all changes that should raise one.</summary>
    public static Share Recall { get; } = new(Right, 37);

    /// <summary>Terraform's own calls that raise an alert.</summary>
    public static Share OwnApplies { get; } = new(257, 460);
}
