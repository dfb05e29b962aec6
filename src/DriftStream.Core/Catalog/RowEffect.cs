namespace DriftStream.Core.Catalog;

/// <summary>What a call does to a resource of one type, as the Terraform provider uses it.</summary>
public enum RowEffect
{
    /// <summary>Called while creating. It is no creation by itself: PutBucketTagging is called then, too.</summary>
    Create,

    /// <summary>Changes.</summary>
    Update,

    /// <summary>Deletes.</summary>
    Delete,

    /// <summary>Creates or replaces.</summary>
    Put,

    /// <summary>Sets tags on any type of the row's packages.</summary>
    Tag,
}
