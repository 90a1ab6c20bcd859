using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Playground.Charts;
using Playground.Shell;

namespace Playground.Tabs.Gpt;

/// <summary>The attention of a name, head by head.</summary>
public sealed partial class AttentionGrid
{
    private Reading? _drawn, _rendered;
    private int _renderedHead;
    private (int Row, int Column)? _focused, _hovered;

    /// <summary>What is shown. Another reading is another picture.</summary>
    [Parameter]
    [EditorRequired]
    public required Reading Reading { get; set; }

    /// <summary>The head, from 1.</summary>
    [Parameter]
    [EditorRequired]
    public required int Head { get; set; }

    /// <summary>Called with the head that was chosen.</summary>
    [Parameter]
    [EditorRequired]
    public required Action<int> Changed { get; set; }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private int Size => Reading.Letters.Count;

    // the cell that the Tab key reaches: after a change of the name, the letter that the last one looks at most
    private (int Row, int Column) Focused => _focused ?? (Size - 1, Strongest(Size - 1));

    private (int Row, int Column) At => _hovered ?? Focused;

    public override Task SetParametersAsync(ParameterView parameters)
    {
        // a parent that shows a step would otherwise draw all cells again
        parameters.SetParameterProperties(this);
        if (_focused is { } focused && focused.Row >= Size) _focused = null;
        if (_hovered is { } hovered && hovered.Row >= Size) _hovered = null;
        if (_rendered == Reading && _renderedHead == Head) return Task.CompletedTask;
        (_rendered, _renderedHead) = (Reading, Head);
        return base.SetParametersAsync(ParameterView.Empty);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (_drawn == Reading) return;
        _drawn = Reading;
        for (int head = 0; head < GptModel.Heads; head++) Charts.Canvas.Draw(Canvas(head), Levels(head), Size);
    }

    private static string Canvas(int head) => $"gpt-head-{head}";

    private static string Cell(int row, int column) => $"gpt-cell-{row}-{column}";

    // from 0.5, the paper, to 1
    private double[] Levels(int head)
    {
        var levels = new double[Size * Size];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
            {
                levels[row * Size + column] = 0.5 + (column > row ? 0 : 0.5 * Reading.Weight(head, row, column));
            }
        }
        return levels;
    }

    private int Strongest(int row) => Enumerable.Range(0, row + 1).MaxBy(column => Reading.Weight(Head - 1, row, column));

    private void Move(KeyboardEventArgs key)
    {
        var (row, column) = Focused;
        switch (key.Key)
        {
            case "ArrowRight": column++; break;
            case "ArrowLeft": column--; break;
            case "ArrowDown": row++; break;
            case "ArrowUp": row--; break;
            case "Home": column = 0; break;
            case "End": column = row; break;
            default: return;
        }
        row = Math.Clamp(row, 0, Size - 1);
        _focused = (row, Math.Clamp(column, 0, row));
        _hovered = null;
        Browser.Focus(Cell(row, _focused.Value.Column));
    }
}
