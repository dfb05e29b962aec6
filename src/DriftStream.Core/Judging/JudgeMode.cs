namespace DriftStream.Core.Judging;

/// <summary>Whether the states still follow what happens.</summary>
public enum JudgeMode
{
    /// <summary>The states are what they are: a call of Terraform that they do not confirm is believed, and counted as not checked.</summary>
    Fixed,

    /// <summary>Newer states come: a call of Terraform that they do not confirm yet is held.</summary>
    Live,
}
