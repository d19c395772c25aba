namespace CxlWire.Conversations.Diagrams;

/// <summary>Who spoke to whom, in order.</summary>
/// <param name="Lifelines">Their names, left to right.</param>
/// <param name="Rows">From the top down.</param>
public sealed record SequenceDiagram(IReadOnlyList<string> Lifelines, IReadOnlyList<DiagramRow> Rows);

/// <summary>One row of a <see cref="SequenceDiagram"/>.</summary>
public abstract record DiagramRow
{
    private protected DiagramRow()
    {
    }

    /// <summary>Number of the step; null: the row belongs to the step of the row before, or to none.</summary>
    public long? Step { get; init; }

    /// <summary>When the step was, in nanoseconds since the device was made; null: not known.</summary>
    public long? Time { get; init; }

    /// <summary>Whether the diagram is about this row; the others only surround it.</summary>
    public bool IsTold { get; init; }
}

/// <summary>A message.</summary>
/// <param name="From">Index of the lifeline that it comes from.</param>
/// <param name="To">Index of the lifeline that it goes to.</param>
/// <param name="Text">What it is.</param>
/// <param name="Detail">What is in it, in short; or empty.</param>
public sealed record DiagramArrow(int From, int To, string Text, string Detail) : DiagramRow
{
    /// <summary>Whether it answers the one before.</summary>
    public bool IsReply { get; init; }

    /// <summary>Whether it never arrived.</summary>
    public bool IsLost { get; init; }
}

/// <summary>Something that happened to one of them.</summary>
/// <param name="Lifeline">Index of the lifeline.</param>
/// <param name="Text">What happened.</param>
public sealed record DiagramNote(int Lifeline, string Text) : DiagramRow;

/// <summary>Steps that are left out.</summary>
/// <param name="Steps">How many.</param>
public sealed record DiagramGap(long Steps) : DiagramRow;
