/** The actions of the models on their places in the log, in words: code → Vietnamese, English. */
export const modelActionWords: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'modelKind.create': ['Thêm loại mô hình', 'Added a kind of model'],
  'modelKind.change': ['Sửa loại mô hình', 'Changed a kind of model'],
  'modelKind.merge': ['Sáp nhập loại mô hình', 'Merged kinds of model'],
  'modelKind.undoMerger': ['Hoàn tác sáp nhập loại mô hình', 'Took a merger of kinds back'],
  'modelSite.propose': ['Đề xuất điểm mô hình', 'Proposed a model site'],
  'modelSite.change': ['Sửa điểm mô hình', 'Changed a model site'],
  'modelSite.step1': ['Ghi bước 1: khảo sát', 'Wrote step 1: survey'],
  'modelSite.step2': ['Ghi bước 2: nghị quyết, kế hoạch', 'Wrote step 2: resolution and plan'],
  'modelSite.step3': ['Ghi bước 3: thành lập tổ', 'Wrote step 3: founding the team'],
  'modelSite.step4': ['Ghi bước 4: ra mắt', 'Wrote step 4: launch'],
  'modelSite.step5': ['Ghi bước 5: tập huấn, trang bị', 'Wrote step 5: training and equipment'],
  'modelSite.step6': ['Ghi bước 6: hoạt động', 'Wrote step 6: at work'],
  'modelSite.step7': ['Ghi bước 7: sơ kết, tổng kết', 'Wrote step 7: reviews'],
  'modelSite.step8': [
    'Ghi bước 8: nhân rộng, sáp nhập, thanh loại',
    'Wrote step 8: replicate, merge or retire',
  ],
  'modelSite.survey': ['Ghi phiếu khảo sát', 'Wrote a survey'],
  'modelSite.retire': ['Thanh loại điểm mô hình', 'Retired a model site'],
  'modelSite.merge': ['Sáp nhập điểm mô hình', 'Merged a model site'],
  'modelSite.undo': ['Hoàn tác thay đổi của điểm mô hình', 'Undid a change of a model site'],
  'modelSite.areas': ['Sửa địa bàn của cụm', 'Changed the areas of a cluster'],
  'modelSite.confirmArea': ['Xác nhận tham gia cụm', 'Confirmed taking part in a cluster'],
  'modelSite.plan': ['Đặt hạn, giao việc của mô hình', 'Planned a task of a model'],
  'modelSite.replicate': ['Nhân rộng mô hình', 'Replicated a model'],
  'modelSite.undoReplication': ['Hoàn tác nhân rộng', 'Took a replication back'],
  'modelTask.check': ['Ghi kết quả kiểm tra mô hình', 'Wrote down a check of a model'],
  'modelTask.review': ['Ghi sơ kết mô hình', 'Wrote down a review of a model'],
  'modelTask.reopen': ['Mở lại việc của mô hình', 'Opened a task of a model again'],
};

/** The kinds of thing in the log. */
export const modelGroupWords: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  modelKind: ['Loại mô hình', 'Kinds of model'],
  modelSite: ['Điểm mô hình', 'Model sites'],
  modelTask: ['Việc của mô hình', 'Tasks of models'],
};
