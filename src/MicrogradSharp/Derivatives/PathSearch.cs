namespace MicrogradSharp;

/// <summary>Finds the paths from some xs to a y. Starts at y and uses no recursion.</summary>
/// <remarks>
/// The search stops where no path to an x can follow: at leaves, at the x itself if there is only one, and at every value made before
/// the first x. So gradients inside a loop cost what the loop has made since the xs, not its whole history. Once another traversal
/// visits an x, it is no longer known when that x was made; then values made earlier are visited too.
/// </remarks>
internal sealed class PathSearch
{
    private readonly long _isX = TopologicalOrder.NewMark();        // an x that the search has not visited yet
    private readonly long _isVisited = TopologicalOrder.NewMark();
    private readonly long _isOnPath = TopologicalOrder.NewMark();
    private long _begunBeforeXs = long.MaxValue;                    // the number of traversals begun when the first x was made
    private bool _hasSeveralXs;
    private RentedList<Marked> _marked = new();
    private RentedList<Frame> _descent = new();

    private PathSearch()
    {
    }

    /// <summary>A number from 0 for each x and each operation on a path: first the distinct xs in their order.</summary>
    public Dictionary<Value, int> Places { get; } = [];

    /// <summary>The operations on a path, inputs before the values that use them.</summary>
    public List<Value> Operations { get; } = [];

    /// <summary>The number of values visited, including the xs.</summary>
    public int VisitedCount { get; private set; }

    /// <summary>Runs the search. It restores the marks of earlier traversals.</summary>
    /// <param name="y">Where the paths end.</param>
    /// <param name="xs">Where they start.</param>
    /// <exception cref="InvalidOperationException">An x is <c>default(Node)</c>.</exception>
    public static PathSearch Run(Value y, ReadOnlySpan<Node> xs)
    {
        var search = new PathSearch();
        foreach (var x in xs) search.Places.TryAdd(x.Value, search.Places.Count);
        search.MarkXs();
        search.Descend(y);
        search.TakeMarksBack();
        return search;
    }

    /// <summary>Whether a value that no traversal has visited was made after this search.</summary>
    public bool IsOlderThan(Value value) => value.VisitedBy <= -_isOnPath;

    private void MarkXs()
    {
        _hasSeveralXs = Places.Count > 1;
        foreach (var x in Places.Keys)
        {
            _begunBeforeXs = Math.Min(_begunBeforeXs, Math.Max(-x.VisitedBy, 0));
            Mark(x, _isX);
        }
    }

    private void Descend(Value y)
    {
        if (Meet(y, out _)) _descent.Add(new Frame(y));
        while (_descent.Count > 0)
        {
            ref var frame = ref _descent.Last;
            if (frame.Next == frame.Value.Inputs.Length)
            {
                Leave(frame);
                continue;
            }
            var input = frame.Value.Inputs[frame.Next++];
            bool goesOn = Meet(input, out bool isOnPath);
            frame.IsOnPath |= isOnPath;
            if (goesOn) _descent.Add(new Frame(input));
        }
    }

    /// <summary>Handles a value that is y or an input of a visited value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isOnPath">Whether it is known to be an x, or to depend on one.</param>
    /// <returns>Whether the search continues below it.</returns>
    private bool Meet(Value value, out bool isOnPath)
    {
        long visitedBy = value.VisitedBy;
        isOnPath = visitedBy == _isOnPath || visitedBy == _isX;
        if (visitedBy == _isX)
        {
            value.VisitedBy = _isOnPath;
            return _hasSeveralXs && !IsEnd(value);      // other xs may be below it
        }
        if (isOnPath || visitedBy == _isVisited || IsOlderThanXs(visitedBy) || IsEnd(value)) return false;
        Mark(value, _isVisited);
        return true;
    }

    private void Leave(Frame frame)
    {
        _descent.RemoveLast();
        if (!frame.IsOnPath) return;
        frame.Value.VisitedBy = _isOnPath;
        Places.TryAdd(frame.Value, Places.Count);
        Operations.Add(frame.Value);
        if (_descent.Count > 0) _descent.Last.IsOnPath = true;
    }

    /// <summary>Whether a value was made before every x and so depends on none of them.</summary>
    private bool IsOlderThanXs(long visitedBy) => visitedBy > 0 ? visitedBy <= _begunBeforeXs : -visitedBy < _begunBeforeXs;

    private static bool IsEnd(Value value) => value.IsLeaf || value.Rule is Expr { IsFlat: true };

    private void Mark(Value value, long mark)
    {
        _marked.Add(new Marked(value, value.VisitedBy));
        value.VisitedBy = mark;
    }

    // The next search needs to know when these values were made.
    private void TakeMarksBack()
    {
        foreach (var marked in _marked.Items) marked.Value.VisitedBy = marked.VisitedBy;
        VisitedCount = _marked.Count;
        _marked.Return();
        _descent.Return();
    }

    /// <summary>A marked value and its previous mark.</summary>
    private readonly record struct Marked(Value Value, long VisitedBy);

    /// <summary>A value on the path from y, and the next input to look at.</summary>
    private struct Frame(Value value)
    {
        public readonly Value Value = value;
        public int Next;
        public bool IsOnPath;
    }
}
